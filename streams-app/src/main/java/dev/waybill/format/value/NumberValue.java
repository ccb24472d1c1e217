package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.event.Field;

/** A LONG field. */
record NumberValue(Field field) implements WholeNumber {
    @Override
    public boolean isNull(Event event) {
        return event.isNull(field);
    }

    @Override
    public long number(Event event) {
        return event.number(field);
    }
}
