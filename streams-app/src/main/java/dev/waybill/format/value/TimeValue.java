package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.time.TimeStyle;
import dev.waybill.format.time.UtcTime;

/** A TIMESTAMP_MICROS field in some style. Keeps the text of the last second, which neighbours mostly share. */
public final class TimeValue implements Value {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Field field;
    private final TimeStyle style;
    private final UtcTime time = new UtcTime();
    private final RowBuffer text = new RowBuffer(32);
    private long second;

    public TimeValue(Field field, TimeStyle style) {
        this.field = field;
        this.style = style;
        set(0);
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
        long micros = event.number(field);
        long itsSecond = Math.floorDiv(micros, MICROS_PER_SECOND);
        if (itsSecond != second) {
            set(itsSecond);
        }
        out.put(text.array(), 0, text.length());
        style.putMicros((int) (micros - itsSecond * MICROS_PER_SECOND), out);
    }

    private void set(long newSecond) {
        second = newSecond;
        time.set(newSecond);
        text.clear();
        style.putSecond(time, text);
    }

    @Override
    public long number(Event event) {
        return event.number(field);
    }
}
