package dev.waybill.redact;

import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import dev.waybill.redact.search.PartOfName;
import dev.waybill.spec.DidYouMean;
import java.util.List;
import java.util.Set;

/**
 * Which leaf fields a name in a spec means: the leaf with this path, or all leaves below it ({@code user} for
 * {@code user.identifier} and {@code user.username}).
 */
record FieldSelector(String path) {
    /** Without these an event cannot be delivered, counted once, or put into a window. */
    private static final Set<String> REQUIRED = Set.of("event_id", "tenant", "occurred_at");

    private static final String ADVICE = "docs/reference/events.md lists the fields";

    FieldSelector {
        if (path.isBlank()) {
            throw new IllegalArgumentException("field must not be blank");
        }
    }

    /** At least one. */
    List<Field> fields(EventType type) {
        if (REQUIRED.contains(path)) {
            throw new IllegalArgumentException("cannot be redacted; every event needs it");
        }
        List<Field> fields = type.fields().stream()
                .filter(field -> field.path().equals(path) || field.path().startsWith(path + "."))
                .toList();
        if (fields.isEmpty()) {
            List<String> paths = type.fields().stream().map(Field::path).toList();
            throw new IllegalArgumentException(type + " has no such field; " + DidYouMean.hint(path, paths, ADVICE));
        }
        return fields;
    }

    /**
     * The edits of a change that leaves text behind. Leaves below the path that cannot hold text are dropped; one that
     * is named itself is refused.
     */
    List<FieldEdit> textEdits(EventType type, FieldEdit.Change change, FieldEdit.Result result, PartOfName partOfName) {
        return fields(type).stream()
                .map(field -> textEdit(field, change, result, partOfName))
                .toList();
    }

    private FieldEdit textEdit(Field field, FieldEdit.Change change, FieldEdit.Result result, PartOfName partOfName) {
        if (field.type() == FieldType.STRING) {
            return FieldEdit.always(field, change, result, partOfName);
        }
        if (field.path().equals(path)) {
            throw new IllegalArgumentException("does not hold text; use drop-field");
        }
        return FieldEdit.drop(field, partOfName);
    }
}
