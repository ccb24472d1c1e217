package dev.waybill.format;

import dev.waybill.event.Event;

/** Fixed JSON. */
record RawJson(String text) implements Value {
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

    @Override
    public void json(Event event, RowBuffer out) {
        out.ascii(text);
    }
}
