package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;

/** A value that is a whole number, in text and in JSON as well. */
public interface WholeNumber extends Value {
    @Override
    long number(Event event);

    @Override
    default boolean isFreeText() {
        return false;
    }

    @Override
    default void put(Event event, Escape escape, RowBuffer out) {
        out.number(number(event));
    }

    @Override
    default void json(Event event, RowBuffer out) {
        out.number(number(event));
    }
}
