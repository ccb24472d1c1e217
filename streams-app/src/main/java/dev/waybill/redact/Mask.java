package dev.waybill.redact;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.redact.search.PartOfName;
import java.util.List;
import java.util.Objects;

/**
 * Replaces a value by a fixed text, which can be followed by the value's last characters. Never more than half of a
 * value is kept, so that a short one is not shown whole.
 *
 * @param field as for {@link DropField}; leaves of a structure that do not hold text are dropped
 * @param text stands for what is hidden, whatever its length
 * @param keepLast how many characters (code points) to keep at most, from 0 to 64
 * @param partOfName what becomes of the value within a longer name elsewhere
 */
public record Mask(String field, String text, int keepLast, PartOfName partOfName) implements Redaction {
    public static final String DEFAULT_TEXT = "***";
    public static final int DEFAULT_KEEP_LAST = 0;
    public static final PartOfName DEFAULT_PART_OF_NAME = PartOfName.HIDE;
    private static final int MAX_KEPT = 64;

    public Mask {
        new FieldSelector(field);
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("text must not hold control characters");
        }
        if (keepLast < 0 || keepLast > MAX_KEPT) {
            throw new IllegalArgumentException("keep-last must be from 0 to " + MAX_KEPT);
        }
    }

    @Override
    public List<FieldEdit> edits(EventType type, SecretLookup secrets) {
        return new FieldSelector(field).textEdits(type, this::mask, FieldEdit.Result.TEXT, partOfName);
    }

    private boolean mask(Event event, Field masked) {
        String value = Objects.requireNonNull(event.text(masked));
        int kept = Math.min(keepLast, value.codePointCount(0, value.length()) / 2);
        event.setText(masked, text + value.substring(value.offsetByCodePoints(value.length(), -kept)));
        return true;
    }
}
