package dev.waybill.redact;

import dev.waybill.event.EventType;
import java.util.List;

/**
 * Sets a field to null.
 *
 * @param field the path of a leaf field, or of a structure whose leaves are all dropped; {@code location.city},
 *     {@code user}
 */
public record DropField(String field) implements Redaction {
    public DropField {
        new FieldSelector(field);
    }

    @Override
    public List<FieldEdit> edits(EventType type, SecretLookup secrets) {
        return new FieldSelector(field)
                .fields(type).stream().map(FieldEdit::drop).toList();
    }
}
