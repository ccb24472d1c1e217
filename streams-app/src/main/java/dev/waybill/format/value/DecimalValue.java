package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;

/** A DOUBLE field. What is not a finite number counts as null, since JSON has no word for it. */
record DecimalValue(Field field) implements Value {
    @Override
    public boolean isNull(Event event) {
        return event.isNull(field) || !Double.isFinite(event.decimal(field));
    }

    @Override
    public boolean isFreeText() {
        return false;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        out.ascii(Double.toString(event.decimal(field)));
    }

    @Override
    public void json(Event event, RowBuffer out) {
        out.ascii(Double.toString(event.decimal(field)));
    }

    @Override
    public long number(Event event) {
        return Double.doubleToRawLongBits(event.decimal(field));
    }
}
