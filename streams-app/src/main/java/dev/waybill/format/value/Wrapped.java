package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;

/** A value between fixed ASCII text. */
public record Wrapped(String before, Value value, String after) implements Value {
    @Override
    public boolean isNull(Event event) {
        return value.isNull(event);
    }

    @Override
    public boolean isFreeText() {
        return value.isFreeText();
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        out.ascii(before);
        value.put(event, escape, out);
        out.ascii(after);
    }
}
