package dev.waybill.wire.rule;

import dev.waybill.contract.EventSchemas;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Which text fields may hold a text of no characters, by {@link EventSchemas#EMPTY_PROPERTY} of the reader's schema.
 */
public final class EmptyTexts {
    private final Set<String> kept = new HashSet<>();

    /** As the schema {@code reader} says. */
    public EmptyTexts(Schema reader) {
        add(reader, "");
    }

    private void add(Schema schema, String prefix) {
        for (Schema.Field field : schema.getFields()) {
            String path = prefix + field.name();
            Schema type = EventTypes.nonNull(field.schema(), path);
            if (type.getType() == Schema.Type.RECORD) {
                add(type, path + ".");
            } else if ("kept".equals(field.getProp(EventSchemas.EMPTY_PROPERTY))) {
                kept.add(path);
            }
        }
    }

    /** Whether a text of no characters is a value of the field, not null. */
    public boolean areKept(String path) {
        return kept.contains(path);
    }
}
