package dev.waybill.redact;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.kind.redaction.MaskSpec;
import java.util.List;
import java.util.Objects;

/**
 * Replaces a value by a fixed text, which can be followed by the value's last characters. Never more than half of a
 * value is kept, so that a short one is not shown whole.
 */
public record Mask(MaskSpec spec) implements Redaction {

    @Override
    public List<FieldEdit> edits(EventType type, SecretLookup secrets) {
        return new FieldSelector(spec.field()).textEdits(type, this::mask, FieldEdit.Result.TEXT, spec.partOfName());
    }

    private boolean mask(Event event, Field masked) {
        String value = Objects.requireNonNull(event.text(masked));
        int kept = Math.min(spec.keepLast(), value.codePointCount(0, value.length()) / 2);
        event.setText(masked, spec.text() + value.substring(value.offsetByCodePoints(value.length(), -kept)));
        return true;
    }
}
