package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.escape.JsonCopier;
import dev.waybill.format.row.RowBuffer;

/** A JSON field. Where a redaction has put something else in its place, JSON output shows that as a string. */
record JsonValue(Field field) implements Value {
    @Override
    public boolean isNull(Event event) {
        return event.isNull(field);
    }

    @Override
    public boolean isFreeText() {
        return true;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        escape.put(event, field, out);
    }

    @Override
    public void json(Event event, RowBuffer out) {
        int start = out.length();
        if (!new JsonCopier(event.buffer(field), event.offset(field), event.length(field), out).copy()) {
            out.truncate(start);
            Value.super.json(event, out);
        }
    }
}
