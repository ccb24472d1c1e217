package dev.waybill.redact;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.kind.redaction.PartOfName;
import java.util.function.Predicate;

/**
 * The change of one field. Confined to one thread.
 *
 * @param field whose value is secret
 * @param covers whether the value is secret in this event; asked before anything is changed
 * @param change replaces the value, which is not null
 * @param result what the change leaves behind
 * @param partOfName what becomes of the value within a longer name elsewhere
 */
public record FieldEdit(Field field, Predicate<Event> covers, Change change, Result result, PartOfName partOfName) {
    /** An edit of a field whose value is secret in every event. */
    static FieldEdit always(Field field, Change change, Result result, PartOfName partOfName) {
        return new FieldEdit(field, event -> true, change, result, partOfName);
    }

    /** An edit that sets the field to null. */
    static FieldEdit drop(Field field, PartOfName partOfName) {
        return always(field, FieldEdit::setNull, Result.TEXT, partOfName);
    }

    static boolean setNull(Event event, Field field) {
        event.setNull(field);
        return true;
    }

    /** Replaces the value of a field. */
    @FunctionalInterface
    public interface Change {
        /** False if it cannot be replaced, and the event must be withheld. */
        boolean apply(Event event, Field field);
    }

    /** What a change leaves behind. */
    public enum Result {
        /** Text that may still hold secrets of other fields. */
        TEXT,
        /** A value computed so that it says no more than it should; it is not searched again. */
        DERIVED
    }
}
