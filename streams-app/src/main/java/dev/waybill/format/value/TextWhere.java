package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;

/** Fixed ASCII text for events that have some field. */
public record TextWhere(Field present, String text) implements Value {
    @Override
    public boolean isNull(Event event) {
        return event.isNull(present);
    }

    @Override
    public boolean isFreeText() {
        return false;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        out.ascii(text);
    }
}
