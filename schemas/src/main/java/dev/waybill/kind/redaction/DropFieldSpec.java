package dev.waybill.kind.redaction;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import java.util.List;

/**
 * Sets a field to null.
 *
 * @param field the path of a leaf field, or of a structure whose leaves are all dropped; {@code location.city},
 *     {@code user}
 * @param partOfName what becomes of the value within a longer name elsewhere
 */
public record DropFieldSpec(String field, PartOfName partOfName) implements RedactionSpec {
    public static final PartOfName DEFAULT_PART_OF_NAME = PartOfName.HIDE;

    public DropFieldSpec {
        new FieldPath(field);
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return new FieldPath(field).problems(events);
    }
}
