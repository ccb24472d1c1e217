package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.event.Field;

/** A LONG field in a column of 32 bits; null where it does not fit. */
public record IntValue(Field field) implements WholeNumber {
    @Override
    public boolean isNull(Event event) {
        return event.isNull(field) || event.number(field) != (int) event.number(field);
    }

    @Override
    public long number(Event event) {
        return event.number(field);
    }
}
