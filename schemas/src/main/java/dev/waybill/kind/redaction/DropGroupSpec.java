package dev.waybill.kind.redaction;

import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FieldGroup;
import java.util.List;

/**
 * Sets all fields of a group to null, of those that the events have.
 *
 * @param group what the fields have in common
 * @param partOfName what becomes of the value within a longer name elsewhere
 */
public record DropGroupSpec(FieldGroup group, PartOfName partOfName) implements RedactionSpec {
    public static final PartOfName DEFAULT_PART_OF_NAME = PartOfName.HIDE;

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        return List.of();
    }
}
