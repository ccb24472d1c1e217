package dev.waybill.format;

import dev.waybill.event.Event;
import dev.waybill.event.Field;

/** A TIMESTAMP_MICROS field as milliseconds since the epoch, rounded down. */
record EpochMillis(Field field) implements Value {
    @Override
    public boolean isNull(Event event) {
        return event.isNull(field);
    }

    @Override
    public boolean isFreeText() {
        return false;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        out.number(number(event));
    }

    @Override
    public void json(Event event, RowBuffer out) {
        out.number(number(event));
    }

    @Override
    public long number(Event event) {
        return Math.floorDiv(event.number(field), 1_000L);
    }
}
