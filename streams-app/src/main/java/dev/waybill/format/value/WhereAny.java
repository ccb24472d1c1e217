package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;
import java.util.List;

/** A value, in events in which one of the others is not null; else null. */
public record WhereAny(Value value, List<Value> others) implements Value {
    @Override
    public boolean isNull(Event event) {
        return value.isNull(event) || areNull(event);
    }

    private boolean areNull(Event event) {
        for (Value other : others) {
            if (!other.isNull(event)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isFreeText() {
        return value.isFreeText();
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        value.put(event, escape, out);
    }

    @Override
    public void json(Event event, RowBuffer out) {
        value.json(event, out);
    }
}
