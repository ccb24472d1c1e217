package dev.waybill.format.value.request;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.value.TextValue;
import dev.waybill.format.value.Value;

/** Two STRING fields with a slash between them; only the one that is there if the other is null. */
public record PathValue(TextValue first, TextValue second) implements Value {
    public static PathValue of(Field first, Field second) {
        return new PathValue(new TextValue(first), new TextValue(second));
    }

    @Override
    public boolean isNull(Event event) {
        return first.isNull(event) && second.isNull(event);
    }

    @Override
    public boolean isFreeText() {
        return true;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        if (!first.isNull(event)) {
            first.put(event, escape, out);
        }
        if (!first.isNull(event) && !second.isNull(event)) {
            out.put('/');
        }
        if (!second.isNull(event)) {
            second.put(event, escape, out);
        }
    }
}
