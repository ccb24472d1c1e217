package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;

/** A BOOLEAN field: {@code true} or {@code false}. */
record BooleanValue(Field field) implements Value {
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
        json(event, out);
    }

    @Override
    public void json(Event event, RowBuffer out) {
        out.ascii(event.number(field) != 0 ? "true" : "false");
    }

    @Override
    public long number(Event event) {
        return event.number(field);
    }
}
