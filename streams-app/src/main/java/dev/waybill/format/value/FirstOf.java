package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;

/** The first of two values unless it is null, then the second. */
public record FirstOf(Value first, Value second) implements Value {
    @Override
    public boolean isNull(Event event) {
        return first.isNull(event) && second.isNull(event);
    }

    @Override
    public boolean isFreeText() {
        return first.isFreeText() || second.isFreeText();
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        chosen(event).put(event, escape, out);
    }

    @Override
    public void json(Event event, RowBuffer out) {
        chosen(event).json(event, out);
    }

    @Override
    public long number(Event event) {
        return chosen(event).number(event);
    }

    private Value chosen(Event event) {
        return first.isNull(event) ? second : first;
    }
}
