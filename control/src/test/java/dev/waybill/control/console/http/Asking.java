package dev.waybill.control.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.waybill.control.console.access.Access;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.access.TokenEntry;
import dev.waybill.control.console.access.TokenText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks operations as a caller from the network does, without a network. Every answer is held to what its operation promises:
 * one that does not fit its schema, or a problem that the contract does not name, fails the test.
 */
public final class Asking {
    public static final String OPERATOR = TokenText.newToken();
    /** Of the tenant {@code acme}. */
    public static final String ACME = TokenText.newToken();
    /** Of the tenant {@code globex}. */
    public static final String GLOBEX = TokenText.newToken();

    public static final List<TokenEntry> TOKENS = List.of(
            new TokenEntry(Caller.operator("alice"), TokenText.hash(OPERATOR), Optional.empty()),
            new TokenEntry(Caller.ofTenant("acme-admin", "acme"), TokenText.hash(ACME), Optional.empty()),
            new TokenEntry(Caller.ofTenant("globex-admin", "globex"), TokenText.hash(GLOBEX), Optional.empty()));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<? extends Operation> operations;
    private final ApiFront front;

    public Asking(List<? extends Operation> operations, Clock clock) {
        this.operations = operations;
        this.front = new ApiFront(
                new Api(operations),
                new Access(() -> TOKENS, clock),
                Cookies.OVER_PLAIN_HTTP,
                new ChangeTurns(),
                clock);
    }

    public Answer get(String token, String pathAndQuery) {
        return ask("GET", token, pathAndQuery, "", Map.of());
    }

    public Answer post(String token, String pathAndQuery, String json) {
        return ask("POST", token, pathAndQuery, json, Map.of());
    }

    /**
     * Asks.
     *
     * @param token empty for none
     * @param headers beside those for the token and the body
     */
    public Answer ask(String method, String token, String pathAndQuery, String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
        if (!token.isEmpty()) {
            all.put("authorization", "Bearer " + token);
        }
        if (!body.isEmpty()) {
            all.putIfAbsent("content-type", "application/json");
        }
        String[] halves = pathAndQuery.split("\\?", 2);
        Answer answer = front.answer(new Inbound(
                method,
                Routes.segments(halves[0]),
                halves.length == 1 ? Map.of() : UrlText.parse(halves[1]),
                all,
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                "192.0.2.7"));
        requirePromised(method, halves[0], answer);
        return answer;
    }

    /** The answer's body as a tree. */
    public static JsonNode tree(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requirePromised(String method, String path, Answer answer) {
        Routes<Contract> routes = new Routes<>();
        operations.forEach(operation -> routes.add(operation.contract().endpoint(), operation.contract()));
        Optional<Contract> contract = Verbs.of(method)
                .flatMap(verb -> routes.find(verb, Routes.segments(path)))
                .map(Routes.Found::target);
        contract.ifPresent(promised -> requirePromised(promised, answer));
    }

    private static void requirePromised(Contract contract, Answer answer) {
        if (answer.status() == 304) {
            return;
        }
        if (answer.status() != 200) {
            String type = tree(answer).path("type").asText();
            boolean named = FrameProblems.of(contract).stream()
                    .anyMatch(kind -> kind.uri().equals(type));
            if (!named) {
                throw new AssertionError(contract.id() + " does not promise " + type + ": " + answer.text());
            }
            return;
        }
        if (!answer.contentType().startsWith(contract.answerType())) {
            throw new AssertionError(contract.id() + " answers with " + answer.contentType());
        }
        if (contract.answerType().equals(Answer.JSON)) {
            Set<ValidationMessage> wrong = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(JSON.<JsonNode>valueToTree(SchemaText.closed(contract.answer())))
                    .validate(tree(answer));
            if (!wrong.isEmpty()) {
                throw new AssertionError(contract.id() + " does not answer as it promises: " + wrong);
            }
        }
    }
}
