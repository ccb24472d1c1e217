package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;

/** Fixed ASCII text. */
public record Constant(String text) implements FixedText {
    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        out.ascii(text);
    }
}
