package dev.waybill.redact;

import dev.waybill.event.EventType;
import dev.waybill.redact.search.PartOfName;
import java.util.List;

/**
 * Sets all fields of a group to null; those the event type does not have are passed over.
 *
 * @param group what the fields have in common
 * @param partOfName what becomes of the value within a longer name elsewhere
 */
public record DropGroup(FieldGroup group, PartOfName partOfName) implements Redaction {
    public static final PartOfName DEFAULT_PART_OF_NAME = PartOfName.HIDE;

    @Override
    public List<FieldEdit> edits(EventType type, SecretLookup secrets) {
        return group.drops(type, partOfName);
    }
}
