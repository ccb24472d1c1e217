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

    /** A time stamp in the style of fields as they are; in the styles of others' columns text, as there. */
    @Override
    public LeafType leafType() {
        return style == TimeStyle.ISO ? LeafType.TIMESTAMP_MICROS : LeafType.STRING;
    }

    @Override
    public long number(Event event) {
        return event.number(field);
    }
}
