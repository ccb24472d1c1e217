package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;
import java.util.List;

/** Fixed ASCII text, in events in which all of these are null; else null. */
public record WhereAllNull(String text, List<Value> others) implements Value {
    @Override
    public boolean isNull(Event event) {
        return !others.stream().allMatch(other -> other.isNull(event));
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
