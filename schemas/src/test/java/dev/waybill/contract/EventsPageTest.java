package dev.waybill.contract;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Generates {@code docs/reference/events.md} from the schemas. */
class EventsPageTest {
    private static final String INTRODUCTION = """
            # Event fields

            <!-- Generated from schemas/src/main/avro; do not edit. -->

            What a producer may send, and what selection, redaction and formats can name. Field paths are dotted
            (`location.city`). Only `event_id`, `tenant` and `occurred_at` are required; a field that is not sent is null.
            How events look on the wire is in [wire-format.md](wire-format.md).

            Types: *text* is UTF-8; *int* and *long* are whole numbers of 32 and 64 bits; *time* is a point in time, to the
            microsecond, from 2000 on unless the settings say otherwise; *JSON* is text that holds one JSON value; maps and
            lists are delivered as one JSON value. A text of no characters is null, but in the fields whose type says *may be
            empty*: there it is what the client sent.
            """;

    @Test
    void isCurrent() throws IOException {
        // Given
        StringBuilder page = new StringBuilder(INTRODUCTION);

        // When
        for (Source source : Source.values()) {
            Schema schema = EventSchemas.schema(source);
            page.append("\n## ").append(schema.getName()).append("\n\n");
            page.append("Topic `")
                    .append(Topics.input(source))
                    .append("`. ")
                    .append(schema.getDoc())
                    .append("\n\n");
            page.append("| field | type | meaning |\n|---|---|---|\n");
            rows(schema, "", page);
        }

        // Then
        GoldenFile.assertCurrent(Path.of("../docs/reference/events.md"), page.toString());
    }

    private static void rows(Schema record, String prefix, StringBuilder page) {
        for (Schema.Field field : record.getFields()) {
            Schema schema = field.schema().isUnion() ? branch(field.schema()) : field.schema();
            String path = prefix + field.name();
            if (schema.getType() == Schema.Type.RECORD) {
                page.append("| **`").append(path).append("`** | group | ");
                page.append(field.doc()).append(" *").append(schema.getDoc()).append("* |\n");
                rows(schema, path + ".", page);
            } else {
                String required = field.hasDefaultValue() ? "" : ", required";
                String empty = "kept".equals(field.getProp(EventSchemas.EMPTY_PROPERTY)) ? ", may be empty" : "";
                page.append("| `")
                        .append(path)
                        .append("` | ")
                        .append(type(field))
                        .append(required)
                        .append(empty);
                page.append(" | ").append(field.doc().replace("|", "\\|")).append(" |\n");
            }
        }
    }

    private static Schema branch(Schema union) {
        return union.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    private static String type(Schema.Field field) {
        Schema schema = field.schema().isUnion() ? branch(field.schema()) : field.schema();
        boolean json = FieldMeaning.of(field).is(TextKind.JSON);
        return json && schema.getType() == Schema.Type.STRING ? "JSON" : type(schema);
    }

    private static String type(Schema schema) {
        if (schema.getLogicalType() != null) {
            return "time";
        }
        return switch (schema.getType()) {
            case STRING -> "text";
            case MAP -> "map of " + type(schema.getValueType());
            case ARRAY -> "list of " + type(schema.getElementType());
            default -> schema.getType().getName();
        };
    }
}
