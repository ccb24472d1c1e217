package dev.waybill.format.value.address;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.value.Value;

/** The name of a host in a STRING field that may hold an address or anything else, without a port; null where it holds none. */
public record HostName(Field field) implements Value {
    @Override
    public boolean isNull(Event event) {
        return event.isNull(field) || ClientAddress.nameLength(event, field) == 0;
    }

    @Override
    public boolean isFreeText() {
        return true;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        escape.put(event.buffer(field), event.offset(field), ClientAddress.nameLength(event, field), out);
    }
}
