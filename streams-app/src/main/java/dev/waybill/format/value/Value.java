package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.escape.JsonEscape;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.time.TimeStyle;

/** What a column takes from an event. Compiled for one encoder, may have scratch space. */
public interface Value {
    boolean isNull(Event event);

    /** Whether producers or users choose its characters, as opposed to numbers and times. */
    boolean isFreeText();

    /** Puts a value that is not null as text. */
    void put(Event event, Escape escape, RowBuffer out);

    /** Puts a value that is not null as JSON: quoted, unless it is a number, a truth value or JSON itself. */
    default void json(Event event, RowBuffer out) {
        out.put('"');
        put(event, JsonEscape.INSTANCE, out);
        out.put('"');
    }

    /** The number that a column of type INT, LONG, TIMESTAMP or BOOLEAN holds; of a DOUBLE its bits. */
    default long number(Event event) {
        throw new IllegalStateException(getClass().getSimpleName() + " is no number");
    }

    /** The field as it is, times in the style {@link TimeStyle#ISO}. */
    static Value of(Field field) {
        return switch (field.type()) {
            case STRING -> new TextValue(field);
            case LONG -> new NumberValue(field);
            case DOUBLE -> new DecimalValue(field);
            case BOOLEAN -> new BooleanValue(field);
            case TIMESTAMP_MICROS -> new TimeValue(field, TimeStyle.ISO);
            case JSON -> new JsonValue(field);
        };
    }
}
