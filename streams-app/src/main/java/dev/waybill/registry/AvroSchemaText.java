package dev.waybill.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/**
 * Reads the text of a writer's schema, for the sake of reading what it wrote. Names are taken as they are, and what only
 * readers, people and sorting need is left out before Avro sees it: registries accept schemas that Avro's own parser would
 * refuse for such things.
 */
final class AvroSchemaText {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> NOT_FOR_READING = List.of("default", "aliases", "order", "doc");

    private AvroSchemaText() {}

    /**
     * The schema in {@code text}.
     *
     * @param references texts of schemas whose types it uses, innermost first
     * @throws UnreadableSchemaException if one of the texts is no Avro schema
     */
    static Schema parse(List<String> references, String text) throws UnreadableSchemaException {
        Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
        try {
            for (String reference : references) {
                parser.parse(forReading(reference));
            }
            return parser.parse(forReading(text));
        } catch (JsonProcessingException | RuntimeException | StackOverflowError e) {
            // Avro reports what is wrong in exceptions of many kinds, and follows types without a limit.
            throw new UnreadableSchemaException("not a schema of Avro", e);
        }
    }

    private static String forReading(String text) throws JsonProcessingException {
        JsonNode schema = MAPPER.readTree(text);
        strip(schema);
        return schema.toString();
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(NOT_FOR_READING);
        }
        node.forEach(AvroSchemaText::strip);
    }
}
