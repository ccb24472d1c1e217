package dev.waybill.format;

import dev.waybill.event.Event;

/** A value that is a whole number, in text and in JSON as well. */
interface WholeNumber extends Value {
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
