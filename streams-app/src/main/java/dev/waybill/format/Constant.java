package dev.waybill.format;

import dev.waybill.event.Event;

/** Fixed ASCII text. */
record Constant(String text) implements Value {
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
        out.ascii(text);
    }
}
