package dev.waybill.control.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.control.console.access.TokenText;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Asks everything that an OpenAPI document names as nobody should be answered: without a token, with a wrong one, with another
 * tenant's, with wrong parameters and bodies. Operations stand in that fail when they are asked.
 */
public final class GuardedOperations {
    private final List<Operation> operations;
    private final JsonNode document;
    private final Clock clock;

    private GuardedOperations(List<Operation> operations, JsonNode document, Clock clock) {
        this.operations = operations;
        this.document = document;
        this.clock = clock;
    }

    /** Checks the document, and everything in it. */
    public static void check(List<? extends Operation> operations, Clock clock) {
        JsonNode document = Asking.tree(Answer.json(
                OpenApi.of(operations.stream().map(Operation::contract).toList())));
        OpenApiRules.check(document);
        List<Operation> standIns = operations.stream()
                .<Operation>map(operation -> Echo.of(operation.contract(), call -> {
                    throw new AssertionError(operation.contract().id() + " was asked");
                }))
                .toList();
        new GuardedOperations(standIns, document, clock).check();
    }

    private void check() {
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fields()
                        .forEachRemaining(operation -> check(
                                path.getKey().replace("{tenant}", "acme").replaceAll("\\{[^}]*}", "x"),
                                operation.getKey().toUpperCase(java.util.Locale.ROOT),
                                operation.getValue())));
    }

    private void check(String path, String method, JsonNode operation) {
        String id = operation.path("operationId").asText();
        String audience = operation.path("x-audience").asText();
        boolean takesBody = operation.has("requestBody");
        String body = takesBody ? "{}" : "";
        if (!audience.equals("public")) {
            requireStatus(id, 401, ask(method, "", path, body, Map.of()));
            requireStatus(id, 401, ask(method, TokenText.newToken(), path, body, Map.of()));
            requireStatus(id, 401, ask(method, "", path, body, Map.of("Authorization", "Basic YTpi")));
        }
        if (audience.equals("operators") || audience.equals("own-tenant")) {
            requireStatus(id, 403, ask(method, Asking.GLOBEX, path, body, Map.of()));
        }
        requireStatus(id, 400, ask(method, Asking.OPERATOR, path + "?no-such-parameter=1", body, Map.of()));
        badParameters(operation)
                .forEach(query -> requireStatus(
                        id + " " + query, 400, ask(method, Asking.OPERATOR, path + "?" + query, body, Map.of())));
        if (takesBody) {
            wrongBodies(operation)
                    .forEach(wrong ->
                            requireStatus(id + " " + wrong, 400, ask(method, Asking.OPERATOR, path, wrong, Map.of())));
            requireStatus(
                    id,
                    415,
                    ask(
                            method,
                            Asking.OPERATOR,
                            path,
                            "a=b",
                            Map.of("Content-Type", "application/x-www-form-urlencoded")));
        } else {
            requireStatus(id, 400, ask(method, Asking.OPERATOR, path, "{\"a\":1}", Map.of()));
        }
    }

    /** What no parameter of these types can be. */
    private static Stream<String> badParameters(JsonNode operation) {
        List<String> bad = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode schema = parameter.path("schema");
            boolean bounded = schema.has("minimum")
                    || schema.has("format")
                    || schema.has("enum")
                    || schema.has("pattern")
                    || schema.has("maxLength")
                    || schema.has("items");
            if (parameter.path("in").asText().equals("query") && bounded) {
                bad.add(parameter.path("name").asText() + "=" + "!".repeat(3_000));
            }
        }
        return bad.stream();
    }

    private static List<String> wrongBodies(JsonNode operation) {
        List<String> wrong = new ArrayList<>(List.of("no json", "[]", "{\"no-such-member\":1}", "{\"a\":1,\"a\":2}"));
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        if (!schema.path("required").isEmpty()) {
            wrong.add("{}");
        }
        schema.path("properties").fieldNames().forEachRemaining(name -> wrong.add("{\"" + name + "\":{\"x\":[]}}"));
        return wrong;
    }

    /** A new front for each, so that wrong tokens do not add up. */
    private Answer ask(String method, String token, String path, String body, Map<String, String> headers) {
        return new Asking(operations, clock).ask(method, token, path, body, headers);
    }

    private static void requireStatus(String what, int status, Answer answer) {
        assertThat(answer.status()).as("%s: %s", what, answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).as(what).isEqualTo("application/problem+json");
    }
}
