package dev.waybill.kind.redaction;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import java.util.List;

/**
 * Replaces a value by a fixed text, which can be followed by the value's last characters.
 *
 * @param field as for {@link DropFieldSpec}; leaves of a structure that do not hold text are dropped
 * @param text stands for what is hidden, whatever its length
 * @param keepLast how many characters (code points) to keep at most, from 0 to 64
 * @param partOfName what becomes of the value within a longer name elsewhere
 */
public record MaskSpec(String field, String text, int keepLast, PartOfName partOfName) implements RedactionSpec {
    public static final String DEFAULT_TEXT = "***";
    public static final int DEFAULT_KEEP_LAST = 0;
    public static final PartOfName DEFAULT_PART_OF_NAME = PartOfName.HIDE;

    private static final int MAX_KEPT = 64;

    public MaskSpec {
        new FieldPath(field);
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("text must not hold control characters");
        }
        if (keepLast < 0 || keepLast > MAX_KEPT) {
            throw new IllegalArgumentException("keep-last must be from 0 to " + MAX_KEPT);
        }
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return new FieldPath(field).problemsAsText(events);
    }
}
