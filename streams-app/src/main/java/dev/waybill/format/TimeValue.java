package dev.waybill.format;

import dev.waybill.event.Event;
import dev.waybill.event.Field;

/** A TIMESTAMP_MICROS field in some style. */
final class TimeValue implements Value {
    private final Field field;
    private final TimeStyle style;
    private final UtcTime time = new UtcTime();

    TimeValue(Field field, TimeStyle style) {
        this.field = field;
        this.style = style;
    }

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
        time.set(event.number(field));
        style.put(time, out);
    }

    @Override
    public long number(Event event) {
        return event.number(field);
    }
}
