package dev.waybill.redact;

import dev.waybill.event.EventType;
import java.util.List;

/**
 * Sets all fields of a group to null; those the event type does not have are passed over.
 *
 * @param group what the fields have in common
 */
public record DropGroup(FieldGroup group) implements Redaction {
    @Override
    public List<FieldEdit> edits(EventType type, SecretLookup secrets) {
        return group.drops(type);
    }
}
