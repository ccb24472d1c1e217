package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.event.Field;

/** A TIMESTAMP_MICROS field as milliseconds since the epoch, rounded down. */
public record EpochMillis(Field field) implements WholeNumber {
    @Override
    public boolean isNull(Event event) {
        return event.isNull(field);
    }

    @Override
    public long number(Event event) {
        return Math.floorDiv(event.number(field), 1_000L);
    }
}
