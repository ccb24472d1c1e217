package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;
import java.util.List;

/** Fixed ASCII text, in events in which all of these are null; else null. */
public record WhereAllNull(String text, List<Value> others) implements Value {
    @Override
    public boolean isNull(Event event) {
        for (Value other : others) {
            if (!other.isNull(event)) {
                return true;
            }
        }
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
