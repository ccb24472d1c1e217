package dev.waybill.control.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of OpenAPI 3.1.0 that a document of ours could break. */
final class OpenApiRules {
    private static final Set<String> VERBS = Set.of("get", "post", "put", "delete");
    private static final Pattern NAME = Pattern.compile("\\{([^}]*)}");
    private static final JsonSchema META_SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    private OpenApiRules() {}

    static void check(JsonNode document) {
        assertThat(document.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(document.at("/info/title").asText()).isNotEmpty();
        assertThat(document.at("/info/version").asText()).isNotEmpty();
        assertThat(document.path("paths").isEmpty()).isFalse();
        Set<String> ids = new HashSet<>();
        document.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(operation -> {
                    assertThat(VERBS).contains(operation.getKey());
                    check(document, path.getKey(), operation.getKey(), operation.getValue());
                    assertThat(ids.add(operation.getValue().path("operationId").asText()))
                            .as("an id of its own: %s", operation.getValue().path("operationId"))
                            .isTrue();
                }));
        document.at("/components/schemas").elements().forEachRemaining(OpenApiRules::checkSchema);
        references(document)
                .forEach(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    private static void check(JsonNode document, String path, String verb, JsonNode operation) {
        assertThat(operation.path("operationId").asText()).as(path).isNotEmpty();
        assertThat(operation.path("summary").asText()).as(path).isNotEmpty();
        Set<String> inPath = new HashSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            String in = parameter.path("in").asText();
            assertThat(in).isIn("path", "query", "header");
            checkSchema(parameter.path("schema"));
            if (in.equals("path")) {
                assertThat(parameter.path("required").asBoolean()).as(path).isTrue();
                inPath.add(parameter.path("name").asText());
            }
        }
        Set<String> named = new HashSet<>();
        Matcher names = NAME.matcher(path);
        while (names.find()) {
            named.add(names.group(1));
        }
        assertThat(inPath).as(path).isEqualTo(named);
        boolean takesBody = verb.equals("post") || verb.equals("put");
        assertThat(operation.has("requestBody")).as(path).isEqualTo(takesBody);
        if (takesBody) {
            checkSchema(operation.at("/requestBody/content/application~1json/schema"));
        }
        assertThat(operation.path("responses").has("200")).as(path).isTrue();
        operation.path("responses").fields().forEachRemaining(response -> {
            assertThat(response.getKey()).matches("[2-5][0-9][0-9]");
            assertThat(response.getValue().path("description").asText()).isNotEmpty();
            response.getValue()
                    .path("content")
                    .elements()
                    .forEachRemaining(content -> checkSchema(content.path("schema")));
        });
        for (JsonNode security : operation.path("security")) {
            security.fieldNames()
                    .forEachRemaining(scheme -> assertThat(
                                    document.at("/components/securitySchemes").has(scheme))
                            .isTrue());
        }
    }

    private static void checkSchema(JsonNode schema) {
        assertThat(schema.isObject()).as(schema.toString()).isTrue();
        assertThat(META_SCHEMA.validate(schema)).as(schema.toString()).isEmpty();
    }

    private static List<String> references(JsonNode tree) {
        List<String> references = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : tree.properties()) {
            if (member.getKey().equals("$ref")) {
                references.add(member.getValue().asText());
            }
        }
        tree.elements().forEachRemaining(child -> references.addAll(references(child)));
        return references;
    }
}
