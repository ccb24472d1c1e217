package dev.waybill.redact;

import dev.waybill.event.EventType;
import dev.waybill.redact.search.PartOfName;
import java.util.List;

/**
 * Sets a field to null.
 *
 * @param field the path of a leaf field, or of a structure whose leaves are all dropped; {@code location.city},
 *     {@code user}
 * @param partOfName what becomes of the value within a longer name elsewhere
 */
public record DropField(String field, PartOfName partOfName) implements Redaction {
    public static final PartOfName DEFAULT_PART_OF_NAME = PartOfName.HIDE;

    public DropField {
        new FieldSelector(field);
    }

    @Override
    public List<FieldEdit> edits(EventType type, SecretLookup secrets) {
        return new FieldSelector(field)
                .fields(type).stream()
                        .map(field -> FieldEdit.drop(field, partOfName))
                        .toList();
    }
}
