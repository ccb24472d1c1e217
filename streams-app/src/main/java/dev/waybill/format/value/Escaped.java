package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;

/** A value that is always escaped in one way, wherever it stands. */
public record Escaped(Value value, Escape always) implements Value {
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
        value.put(event, always, out);
    }
}
