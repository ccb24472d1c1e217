package dev.waybill.format;

import dev.waybill.event.Event;
import dev.waybill.event.Field;

/** One JSON value for HTTP statuses below 400, one for those from 400 on, and one where the status is null. */
record ByStatus(Field status, String good, String bad, String unknown) implements Value {
    @Override
    public boolean isNull(Event event) {
        return false;
    }

    @Override
    public boolean isFreeText() {
        return false;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        out.ascii(event.isNull(status) ? unknown : event.number(status) < 400 ? good : bad);
    }

    @Override
    public void json(Event event, RowBuffer out) {
        put(event, JsonEscape.INSTANCE, out);
    }
}
