package dev.waybill.control.console.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The OpenAPI 3.1 document, made from the contracts of the operations: it says what the frame does. */
final class OpenApi {
    private static final String SCHEMA = "schema";
    private static final String DESCRIPTION = "description";
    private static final Schema PROBLEM = Schema.object(
                    Schema.Member.of("type", Schema.oneOf(uris()).describe("Which kind of problem it is.")),
                    Schema.Member.of("title", Schema.text().describe("The kind in words, always the same.")),
                    Schema.Member.of("status", Schema.number(400, 599)),
                    Schema.Member.of("detail", Schema.text().describe("What is wrong with this request.")))
            .describe("A problem of RFC 9457. Some kinds have further members.")
            .named("Problem");

    private final SchemaText schemas = SchemaText.referring();

    private OpenApi() {}

    /** The document as maps and lists. */
    static Map<String, Object> of(List<Contract> contracts) {
        return new OpenApi().document(contracts);
    }

    private Map<String, Object> document(List<Contract> contracts) {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Contract contract : contracts) {
            paths.computeIfAbsent(contract.endpoint().path(), path -> new LinkedHashMap<>())
                    .put(contract.endpoint().verb().name().toLowerCase(Locale.ROOT), operation(contract));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                ordered(
                        "title",
                        "Waybill console",
                        "version",
                        "1",
                        DESCRIPTION,
                        "See and operate the delivery of logs. Fields may come to be added to answers;"
                                + " requests with unknown fields or parameters are refused."));
        document.put("servers", List.of(Map.of("url", "/")));
        document.put("paths", paths);
        document.put(
                "components",
                ordered(
                        "schemas",
                        schemas.named(),
                        "securitySchemes",
                        Map.of(
                                "token",
                                ordered(
                                        "type",
                                        "http",
                                        "scheme",
                                        "bearer",
                                        DESCRIPTION,
                                        "A token that console-token make has made."))));
        return document;
    }

    private Map<String, Object> operation(Contract contract) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", contract.id());
        operation.put("summary", contract.summary());
        operation.put(
                DESCRIPTION,
                (contract.description().isEmpty() ? "" : contract.description() + "\n\n") + "For "
                        + contract.endpoint().audience().words() + ".");
        operation.put(
                "security",
                contract.endpoint().audience() == Audience.PUBLIC ? List.of() : List.of(Map.of("token", List.of())));
        operation.put(
                "x-audience",
                contract.endpoint().audience().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        operation.put("parameters", parameters(contract));
        contract.body()
                .ifPresent(body -> operation.put(
                        "requestBody",
                        ordered("required", true, "content", content(Answer.JSON, SchemaText.closed(body)))));
        operation.put("responses", responses(contract));
        return operation;
    }

    private List<Object> parameters(Contract contract) {
        List<Object> parameters = new ArrayList<>();
        for (Parameter<?> parameter : contract.endpoint().parameters()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("name", parameter.name());
            tree.put("in", parameter.place().name().toLowerCase(Locale.ROOT));
            tree.put("required", parameter.isRequired());
            tree.put(DESCRIPTION, parameter.description());
            Map<String, Object> schema = schemas.tree(parameter.schema());
            parameter.standard().ifPresent(standard -> schema.put("default", standardText(standard)));
            if ("array".equals(schema.get("type"))) {
                tree.put("style", "form");
                tree.put("explode", false);
            }
            tree.put(SCHEMA, schema);
            parameters.add(tree);
        }
        if (contract.endpoint().verb().isChange()) {
            parameters.add(ordered(
                    "name",
                    "Idempotency-Key",
                    "in",
                    "header",
                    "required",
                    false,
                    DESCRIPTION,
                    "The same request with the same key is done once; it gets the same answer for 24 hours.",
                    SCHEMA,
                    schemas.tree(Schema.text(200))));
        }
        return parameters;
    }

    private static Object standardText(Object standard) {
        return standard instanceof Number ? standard : String.valueOf(standard);
    }

    private Map<String, Object> responses(Contract contract) {
        Map<String, Object> responses = new TreeMap<>();
        responses.put(
                "200",
                ordered(
                        DESCRIPTION,
                        "As asked.",
                        "content",
                        content(contract.answerType(), schemas.tree(contract.answer()))));
        Map<Integer, Set<String>> byStatus = new TreeMap<>();
        FrameProblems.of(contract)
                .forEach(kind -> byStatus.computeIfAbsent(kind.status(), status -> new TreeSet<>())
                        .add(kind.title() + " (" + kind.uri() + ")"));
        byStatus.forEach((status, kinds) -> responses.put(
                String.valueOf(status),
                ordered(
                        DESCRIPTION,
                        String.join("; ", kinds),
                        "content",
                        content(Answer.PROBLEM_JSON, schemas.tree(PROBLEM)))));
        return responses;
    }

    private static Map<String, Object> content(String type, Map<String, Object> schema) {
        return Map.of(type, Map.of(SCHEMA, schema));
    }

    private static List<String> uris() {
        return List.of(ProblemKind.values()).stream().map(ProblemKind::uri).toList();
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            ordered.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return ordered;
    }
}
