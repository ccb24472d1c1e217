package dev.waybill.control.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.control.console.access.Access;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.access.Session;
import dev.waybill.control.console.access.TokenText;
import dev.waybill.control.console.access.WrongTokenException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers requests for the API: finds the operation, asks who calls and whether they may, holds parameters and body to the
 * contract, and only then asks the operation.
 */
final class ApiFront {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/=-]{1,200})");
    private static final Pattern JSON_TYPE = Pattern.compile("(?i)application/json *(;.*)?");
    private static final String RETRY_AFTER = "Retry-After";

    private final Api api;
    private final Access access;
    private final Cookies cookies;
    private final Remembered remembered;
    private final Routes<Operation> routes = new Routes<>();
    private final ChangeTurns turns;

    ApiFront(Api api, Access access, Cookies cookies, ChangeTurns turns, Clock clock) {
        this.api = api;
        this.access = access;
        this.cookies = cookies;
        this.turns = turns;
        this.remembered = new Remembered(clock);
        api.operations().forEach(operation -> routes.add(operation.contract().endpoint(), operation));
    }

    Answer answer(Inbound inbound) {
        try {
            return answerOrThrow(inbound);
        } catch (ProblemException e) {
            return again(e.problem(), Answer.problem(e.problem()));
        } catch (WrongTokenException e) {
            return wrongToken(e);
        } catch (RuntimeException e) {
            return Answer.problem(Faults.internal(inbound.toString(), e));
        }
    }

    /** The operation's id, for metrics. */
    String name(Inbound inbound) {
        return Verbs.of(inbound.method())
                .flatMap(verb -> routes.find(verb, inbound.path()))
                .map(found -> found.target().contract().id())
                .orElse("other");
    }

    private Answer answerOrThrow(Inbound inbound) {
        Optional<Verb> verb = Verbs.of(inbound.method());
        Optional<Routes.Found<Operation>> found = verb.flatMap(known -> routes.find(known, inbound.path()));
        if (found.isEmpty()) {
            return missing(inbound);
        }
        Operation operation = found.get().target();
        Endpoint endpoint = found.get().endpoint();
        Optional<Caller> caller = endpoint.audience() == Audience.PUBLIC ? Optional.empty() : caller(inbound);
        Permission.require(endpoint, caller, found.get().values());
        Map<Parameter<?>, Object> values =
                ParameterReading.read(endpoint, found.get().values(), inbound.query());
        requireJson(operation, inbound);
        JsonNode body = api.body(operation, inbound.body());
        Call call = new Call(caller, values, body, Map.of(), "");
        String id = operation.contract().id();
        Supplier<Answer> work = () -> Faults.caught(id, caller, () -> operation.handle(call));
        return endpoint.verb().isChange()
                ? turns.run(() -> remembered.once(inbound.header("idempotency-key"), call.caller(), inbound, work))
                : tagged(inbound, work.get());
    }

    /** Says when to ask again whoever has come at a busy moment. */
    static Answer again(ApiProblem problem, Answer answer) {
        return problem.kind() == ProblemKind.BUSY ? answer.header(RETRY_AFTER, "5") : answer;
    }

    private Optional<Caller> caller(Inbound inbound) {
        Optional<String> header = inbound.header("authorization");
        if (header.isPresent()) {
            String token = bearer(header.get())
                    .orElseThrow(() -> Permission.unauthenticated("the header Authorization must be: Bearer wbt_…"));
            return Optional.of(access.caller(token, inbound.address()));
        }
        // A page's link may read with its session. Who changes something shows a token, which no other site's page can.
        boolean reads =
                Verbs.of(inbound.method()).filter(verb -> !verb.isChange()).isPresent();
        return Optional.ofNullable(inbound.cookies().get(cookies.cookieName()))
                .filter(cookie -> reads)
                .flatMap(access::session)
                .map(Session::caller);
    }

    /** The token of a header {@code Authorization}; empty if it holds none. */
    static Optional<String> bearer(String header) {
        Matcher bearer = BEARER.matcher(header);
        return bearer.matches() ? Optional.of(bearer.group(1)) : Optional.empty();
    }

    private Answer missing(Inbound inbound) {
        Set<Verb> verbs = routes.verbs(inbound.path());
        if (verbs.isEmpty()) {
            return Answer.problem(ApiProblem.of(
                    ProblemKind.NOT_FOUND, "the API has no such path; " + Contract.PREFIX + "/openapi.json lists all"));
        }
        return Answer.problem(ApiProblem.of(ProblemKind.METHOD_NOT_ALLOWED, "this path knows " + words(verbs)))
                .header("Allow", words(verbs));
    }

    static String words(Set<Verb> verbs) {
        return verbs.stream()
                .flatMap(verb -> verb == Verb.GET ? List.of("GET", "HEAD").stream() : List.of(verb.name()).stream())
                .collect(Collectors.joining(", "));
    }

    private static void requireJson(Operation operation, Inbound inbound) {
        boolean takesBody = operation.contract().body().isPresent();
        if (!takesBody && inbound.body().length > 0) {
            throw ApiProblem.of(ProblemKind.INVALID_BODY, "this operation takes no body")
                    .asException();
        }
        boolean isJson = inbound.header("content-type")
                .filter(type -> JSON_TYPE.matcher(type).matches())
                .isPresent();
        if (takesBody && !isJson) {
            throw ApiProblem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "send JSON: Content-Type: application/json")
                    .asException();
        }
    }

    /** The same content again is not sent again to who has it. */
    private static Answer tagged(Inbound inbound, Answer answer) {
        if (answer.status() != 200) {
            return answer;
        }
        String tag = "\"" + HexFormat.of().formatHex(TokenText.hash(answer.body()), 0, 16) + "\"";
        boolean known = inbound.header("if-none-match")
                .filter(header -> isAmong(tag, header))
                .isPresent();
        return (known ? new Answer(304, "", new byte[0], Map.of()) : answer).header("ETag", tag);
    }

    /** Proxies that compress make tags weak. */
    private static boolean isAmong(String tag, String header) {
        return Stream.of(header.split(","))
                .map(known -> known.strip().replaceFirst("^W/", ""))
                .anyMatch(known -> known.equals(tag) || known.equals("*"));
    }

    private static Answer wrongToken(WrongTokenException e) {
        Optional<Duration> wait = e.waitFor();
        return wait.map(time -> Answer.problem(ApiProblem.of(
                                ProblemKind.TOO_MANY_WRONG_TOKENS, "the token is wrong; wait before you try another"))
                        .header(RETRY_AFTER, String.valueOf(time.toSeconds() + 1)))
                .orElseGet(() -> Answer.problem(ApiProblem.of(
                        ProblemKind.UNAUTHENTICATED,
                        "the token is not valid: it is wrong, has expired, or was removed")))
                .header("WWW-Authenticate", "Bearer");
    }
}
