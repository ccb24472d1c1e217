package dev.waybill.control.console.http;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waybill.control.console.access.Access;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.access.Session;
import dev.waybill.control.console.access.Sessions;
import dev.waybill.control.console.access.WrongTokenException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Answers requests for pages: session, form token, login and logout. */
final class PageFront {
    /** The hidden field of every form. */
    static final String FORM_TOKEN = "form-token";

    private static final List<String> LOGIN = List.of("login");
    private static final List<String> LOGOUT = List.of("logout");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Views views;
    private final Access access;
    private final Cookies cookies;
    private final ChangeTurns turns;
    private final Routes<Page> routes = new Routes<>();

    PageFront(List<? extends Page> pages, Views views, Access access, Cookies cookies, ChangeTurns turns) {
        this.views = views;
        this.access = access;
        this.cookies = cookies;
        this.turns = turns;
        pages.forEach(page -> routes.add(page.endpoint(), page));
    }

    Answer answer(Inbound inbound) {
        Optional<Session> session = session(inbound);
        try {
            return answerOrThrow(inbound, session);
        } catch (ProblemException e) {
            return shown(e.problem(), session);
        } catch (RuntimeException e) {
            return shown(Faults.internal(inbound.toString(), e), session);
        }
    }

    /** The page's path as it is declared, for metrics. */
    String name(Inbound inbound) {
        if (inbound.path().equals(LOGIN) || inbound.path().equals(LOGOUT)) {
            return "/" + inbound.path().get(0);
        }
        return Verbs.of(inbound.method())
                .flatMap(verb -> routes.find(verb, inbound.path()))
                .map(found -> found.endpoint().path())
                .orElse("other");
    }

    private Answer shown(ApiProblem problem, Optional<Session> session) {
        return ApiFront.again(
                problem,
                views.problem(problem, session.map(Session::caller))
                        .status(problem.kind().status()));
    }

    private Answer answerOrThrow(Inbound inbound, Optional<Session> session) {
        Optional<Verb> verb = Verbs.of(inbound.method());
        if (inbound.path().equals(LOGIN) && verb.equals(Optional.of(Verb.GET))) {
            return views.login(next(inbound), Optional.empty());
        }
        if (inbound.path().equals(LOGIN) && verb.equals(Optional.of(Verb.POST))) {
            return login(inbound);
        }
        if (inbound.path().equals(LOGOUT) && verb.equals(Optional.of(Verb.POST))) {
            return logout(inbound, session);
        }
        Optional<Routes.Found<Page>> found = verb.flatMap(known -> routes.find(known, inbound.path()));
        if (found.isEmpty()) {
            return missing(inbound, session);
        }
        Endpoint endpoint = found.get().endpoint();
        if (endpoint.audience() != Audience.PUBLIC && session.isEmpty()) {
            return toLogin(inbound, endpoint.verb());
        }
        Optional<Caller> caller = session.map(Session::caller);
        Permission.require(endpoint, caller, found.get().values());
        Map<Parameter<?>, Object> values =
                ParameterReading.read(endpoint, found.get().values(), filledIn(inbound.query()));
        Map<String, String> form = endpoint.verb().isChange() ? form(inbound, session) : Map.of();
        Call call = new Call(
                caller,
                values,
                MissingNode.getInstance(),
                form,
                session.map(Session::formToken).orElse(""));
        Supplier<Answer> work = () -> found.get().target().handle(call);
        return Faults.caught(endpoint.path(), caller, () -> endpoint.verb().isChange() ? turns.run(work) : work.get());
    }

    /** Without the fields of a form that nobody has filled in: browsers send them as empty texts. */
    private static Map<String, List<String>> filledIn(Map<String, List<String>> query) {
        Map<String, List<String>> filled = new HashMap<>(query);
        filled.values().removeIf(values -> values.equals(List.of("")));
        return filled;
    }

    private Optional<Session> session(Inbound inbound) {
        return Optional.ofNullable(inbound.cookies().get(cookies.cookieName())).flatMap(access::session);
    }

    private Answer login(Inbound inbound) {
        Map<String, String> form = fields(inbound);
        String next = path(form.getOrDefault("next", "/"));
        try {
            String cookie = access.login(form.getOrDefault("token", "").strip(), inbound.address());
            return Answer.redirect(next).header("Set-Cookie", cookies.set(cookie));
        } catch (WrongTokenException e) {
            ApiProblem problem = e.waitFor()
                    .map(wait -> ApiProblem.of(
                            ProblemKind.TOO_MANY_WRONG_TOKENS,
                            "the token is wrong; wait " + (wait.toSeconds() + 1) + " seconds before you try another"))
                    .orElseGet(() -> ApiProblem.of(
                            ProblemKind.UNAUTHENTICATED,
                            "the token is not valid: it is wrong, has expired, or was removed"));
            Answer again = views.login(next, Optional.of(problem))
                    .status(problem.kind().status());
            return e.waitFor()
                    .map(wait -> again.header("Retry-After", String.valueOf(wait.toSeconds() + 1)))
                    .orElse(again);
        }
    }

    private Answer logout(Inbound inbound, Optional<Session> session) {
        form(inbound, session);
        Optional.ofNullable(inbound.cookies().get(cookies.cookieName())).ifPresent(access::logout);
        return Answer.redirect("/login").header("Set-Cookie", cookies.unset());
    }

    private static Answer toLogin(Inbound inbound, Verb verb) {
        String path = "/" + String.join("/", inbound.path());
        String next = verb == Verb.GET ? "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8) : "";
        return Answer.redirect("/login" + next);
    }

    private static String next(Inbound inbound) {
        return path(inbound.query().getOrDefault("next", List.of("/")).get(0));
    }

    /** A path of this server, or its first page. */
    private static String path(String text) {
        return text.matches("/(?!/)[A-Za-z0-9._~/-]{0,300}") ? text : "/";
    }

    private Answer missing(Inbound inbound, Optional<Session> session) {
        Set<Verb> verbs = verbs(inbound.path());
        return verbs.isEmpty()
                ? shown(ApiProblem.of(ProblemKind.NOT_FOUND, "there is no such page"), session)
                : shown(
                                ApiProblem.of(
                                        ProblemKind.METHOD_NOT_ALLOWED, "this page knows " + ApiFront.words(verbs)),
                                session)
                        .header("Allow", ApiFront.words(verbs));
    }

    private Set<Verb> verbs(List<String> path) {
        if (path.equals(LOGIN)) {
            return EnumSet.of(Verb.GET, Verb.POST);
        }
        return path.equals(LOGOUT) ? EnumSet.of(Verb.POST) : routes.verbs(path);
    }

    /** The fields of a form of this session. */
    private static Map<String, String> form(Inbound inbound, Optional<Session> session) {
        Map<String, String> fields = fields(inbound);
        boolean own = session.filter(open -> Sessions.isFormOf(open, fields.getOrDefault(FORM_TOKEN, "")))
                .isPresent();
        if (!own) {
            throw wrongForm();
        }
        return fields;
    }

    private static Map<String, String> fields(Inbound inbound) {
        requireOwnOrigin(inbound);
        boolean isForm = inbound.header("content-type")
                .filter(type -> type.split(";", 2)[0].strip().equalsIgnoreCase(FORM))
                .isPresent();
        if (!isForm) {
            throw ApiProblem.of(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "a page takes forms: Content-Type: " + FORM)
                    .asException();
        }
        try {
            Map<String, String> fields = new HashMap<>();
            UrlText.parse(new String(inbound.body(), StandardCharsets.UTF_8))
                    .forEach((name, values) -> fields.put(name, values.get(0)));
            return fields;
        } catch (IllegalArgumentException e) {
            throw ApiProblem.of(ProblemKind.INVALID_BODY, "the form cannot be read")
                    .asException();
        }
    }

    /** Browsers say from which site a form comes; the login form, which has no token, is held to it as well. */
    private static void requireOwnOrigin(Inbound inbound) {
        String host = inbound.header("host").orElse("");
        boolean other = inbound.header("origin")
                .filter(origin -> !origin.replaceFirst("^https?://", "").equalsIgnoreCase(host))
                .isPresent();
        if (other) {
            throw wrongForm();
        }
    }

    private static ProblemException wrongForm() {
        return ApiProblem.of(ProblemKind.WRONG_FORM, "load the page again, and send its form once more")
                .asException();
    }
}
