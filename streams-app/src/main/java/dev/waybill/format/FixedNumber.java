package dev.waybill.format;

import dev.waybill.event.Event;

/** A number that is the same in every event. */
record FixedNumber(long value) implements Value {
    @Override
    public boolean isNull(Event event) {
        return false;
    }

    @Override
    public boolean isFreeText() {
        return false;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        out.number(value);
    }

    @Override
    public void json(Event event, RowBuffer out) {
        out.number(value);
    }

    @Override
    public long number(Event event) {
        return value;
    }
}
