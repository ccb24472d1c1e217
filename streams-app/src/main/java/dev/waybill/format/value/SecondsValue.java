package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;

/** A LONG field of milliseconds, as seconds with three decimals. */
public record SecondsValue(Field field) implements Value {
    @Override
    public boolean isNull(Event event) {
        return event.isNull(field) || event.number(field) < 0;
    }

    @Override
    public boolean isFreeText() {
        return false;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        long millis = event.number(field);
        out.number(millis / 1_000);
        out.put('.');
        out.digits(millis % 1_000, 3);
    }
}
