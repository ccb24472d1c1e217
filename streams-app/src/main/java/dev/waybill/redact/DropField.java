package dev.waybill.redact;

import dev.waybill.event.EventType;
import dev.waybill.kind.redaction.DropFieldSpec;
import java.util.List;

/**
 * Sets a field to null.
 */
public record DropField(DropFieldSpec spec) implements Redaction {

    @Override
    public List<FieldEdit> edits(EventType type, SecretLookup secrets) {
        return new FieldSelector(spec.field())
                .fields(type).stream()
                        .map(field -> FieldEdit.drop(field, spec.partOfName()))
                        .toList();
    }
}
