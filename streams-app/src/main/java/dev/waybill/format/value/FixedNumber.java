package dev.waybill.format.value;

import dev.waybill.event.Event;

/** A number that is the same in every event. */
public record FixedNumber(long value) implements WholeNumber {
    @Override
    public boolean isNull(Event event) {
        return false;
    }

    @Override
    public long number(Event event) {
        return value;
    }
}
