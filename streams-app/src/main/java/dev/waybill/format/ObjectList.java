package dev.waybill.format;

import dev.waybill.event.Event;
import java.util.List;

/** A JSON array with one object, left out if nothing is in the object. */
record ObjectList(List<Column> columns, SparseJson object) implements Value {
    static ObjectList of(List<Column> columns) {
        return new ObjectList(columns, new SparseJson(columns));
    }

    @Override
    public boolean isNull(Event event) {
        return columns.stream().allMatch(column -> column.value().isNull(event));
    }

    @Override
    public boolean isFreeText() {
        return true;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        json(event, out);
    }

    @Override
    public void json(Event event, RowBuffer out) {
        out.put('[');
        object.encode(event, out);
        out.put(']');
    }
}
