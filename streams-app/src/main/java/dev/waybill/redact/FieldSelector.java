package dev.waybill.redact;

import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import dev.waybill.kind.redaction.FieldPath;
import dev.waybill.kind.redaction.PartOfName;
import java.util.List;

/** The fields of an event type that a name in a spec means, and their edits. */
record FieldSelector(FieldPath path) {
    FieldSelector(String path) {
        this(new FieldPath(path));
    }

    /** At least one. */
    List<Field> fields(EventType type) {
        List<Field> fields = type.fields().stream()
                .filter(field -> path.covers(field.path()))
                .toList();
        if (fields.isEmpty()) {
            throw new IllegalArgumentException(type + " has no field " + path.path());
        }
        return fields;
    }

    /** The edits of a change that leaves text behind. Leaves that cannot hold text are dropped. */
    List<FieldEdit> textEdits(EventType type, FieldEdit.Change change, FieldEdit.Result result, PartOfName partOfName) {
        return fields(type).stream()
                .map(field -> field.type() == FieldType.STRING
                        ? FieldEdit.always(field, change, result, partOfName)
                        : FieldEdit.drop(field, partOfName))
                .toList();
    }
}
