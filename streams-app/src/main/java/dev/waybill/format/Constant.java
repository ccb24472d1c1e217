package dev.waybill.format;

import dev.waybill.event.Event;

/** Fixed ASCII text. */
record Constant(String text) implements FixedText {
    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        out.ascii(text);
    }
}
