package dev.waybill.format.value.address;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.value.Value;

/** A STRING field that is meant for addresses, as it is; null where it holds an IP address and nothing else. */
public record AddressAsSent(Field field) implements Value {
    @Override
    public boolean isNull(Event event) {
        return event.isNull(field) || ClientAddress.isAddressAlone(event, field);
    }

    @Override
    public boolean isFreeText() {
        return true;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        escape.put(event, field, out);
    }
}
