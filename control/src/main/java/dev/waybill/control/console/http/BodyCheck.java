package dev.waybill.control.console.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a JSON body and holds it to its schema: one with unknown members, other types or too much is refused. */
final class BodyCheck {
    private static final int MAX_ERRORS = 20;
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    /** No operation takes near as many values; each that does not fit its schema becomes a message, which takes memory. */
    private static final int MAX_TOKENS = 10_000;

    private static final int MAX_DEPTH = 50;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MAX_TOKENS)
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final JsonSchema schema;

    BodyCheck(Schema schema) {
        this.schema = FACTORY.getSchema(MAPPER.<JsonNode>valueToTree(SchemaText.closed(schema)));
    }

    /** @throws ProblemException if it is not what the schema asks for; what it holds is not shown */
    JsonNode read(byte[] body) {
        return checked(parsed(body));
    }

    /** @throws ProblemException if it is not what the schema asks for */
    JsonNode checked(JsonNode body) {
        Set<ValidationMessage> messages = schema.validate(body);
        if (!messages.isEmpty()) {
            throw ApiProblem.of(ProblemKind.INVALID_BODY, "the body is not as the operation's schema asks")
                    .with("errors", errors(messages))
                    .asException();
        }
        return body;
    }

    private static JsonNode parsed(byte[] body) {
        try {
            JsonNode tree = MAPPER.readTree(body);
            if (tree != null && !tree.isMissingNode()) {
                return tree;
            }
        } catch (StreamConstraintsException e) {
            throw ApiProblem.of(
                            ProblemKind.INVALID_BODY,
                            "the body holds more values, deeper ones, or a longer name than any operation takes")
                    .asException();
        } catch (IOException e) {
            throw ApiProblem.of(ProblemKind.INVALID_BODY, "the body is no JSON, or a name stands in an object twice")
                    .asException();
        }
        throw ApiProblem.of(ProblemKind.INVALID_BODY, "the body is empty; send a JSON object")
                .asException();
    }

    /** Where, and which rule of the schema; never the validator's own words, which may hold what was sent. */
    private static List<Map<String, String>> errors(Set<ValidationMessage> messages) {
        return messages.stream().limit(MAX_ERRORS).map(BodyCheck::error).toList();
    }

    private static Map<String, String> error(ValidationMessage message) {
        Map<String, String> error = new LinkedHashMap<>();
        error.put("path", message.getInstanceLocation().toString());
        error.put("rule", message.getType());
        Optional.ofNullable(message.getProperty()).ifPresent(property -> error.put("member", property));
        Optional.ofNullable(message.getSchemaNode()).ifPresent(expected -> error.put("expected", expected.toString()));
        return error;
    }
}
