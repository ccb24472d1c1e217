package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every event type has a sample, in the JSON form of the wire, that shows every field. */
class EventCatalogueTest {
    private static final Path SAMPLES = Path.of("src/test/resources/samples");

    @ParameterizedTest
    @EnumSource(Source.class)
    void hasASampleThatShowsEveryField(Source source) throws IOException {
        // Given
        Path file = SAMPLES.resolve(EventSchemas.typeName(source) + ".json");
        assertThat(file).as("write a sample of %s as %s", source, file).exists();
        JsonNode sample = new ObjectMapper().readTree(Files.readString(file));

        // When
        List<String> differences = new ArrayList<>();
        compare(EventSchemas.schema(source), sample, "", differences);

        // Then
        assertThat(differences).as("correct %s", file).isEmpty();
    }

    private static void compare(Schema schema, JsonNode json, String path, List<String> differences) {
        switch (schema.getType()) {
            case RECORD -> {
                TreeSet<String> surplus = new TreeSet<>();
                json.fieldNames().forEachRemaining(surplus::add);
                for (Schema.Field field : schema.getFields()) {
                    String below = path.isEmpty() ? field.name() : path + "." + field.name();
                    if (surplus.remove(field.name())) {
                        compare(field.schema(), json.get(field.name()), below, differences);
                    } else {
                        differences.add(below + " is missing");
                    }
                }
                surplus.forEach(name -> differences.add(path + "." + name + " is not in the schema"));
            }
            case UNION -> {
                if (!json.isNull()) {
                    schema.getTypes().stream()
                            .filter(branch -> branch.getType() != Schema.Type.NULL)
                            .forEach(branch -> compare(branch, json, path, differences));
                }
            }
            case MAP -> json.forEach(value -> compare(schema.getValueType(), value, path + ".*", differences));
            case ARRAY -> json.forEach(value -> compare(schema.getElementType(), value, path + "[]", differences));
            case LONG, INT -> {
                boolean fits = schema.getLogicalType() == null ? json.isIntegralNumber() : isTime(json);
                if (!fits) {
                    differences.add(path + " is not " + schema);
                }
            }
            default -> {
                if (!json.isTextual()) {
                    differences.add(path + " is not text");
                }
            }
        }
    }

    private static boolean isTime(JsonNode json) {
        return json.isTextual() && Instant.parse(json.textValue()).isAfter(Instant.EPOCH);
    }
}
