package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;

/** A LONG field that is an HTTP status, in three digits as web servers write it: {@code 009} too. */
public record StatusValue(Field field) implements WholeNumber {
    private static final int DIGITS = 3;
    private static final int MAX = 999;

    @Override
    public boolean isNull(Event event) {
        return event.isNull(field);
    }

    @Override
    public long number(Event event) {
        return event.number(field);
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        long status = number(event);
        if (status >= 0 && status <= MAX) {
            out.digits(status, DIGITS);
        } else {
            out.number(status);
        }
    }
}
