package dev.waybill.format;

import dev.waybill.event.Event;
import dev.waybill.event.Field;

/** A STRING field that holds an IP address of one family; null where it holds one of the other. */
record IpText(Field field, Family family) implements Value {
    enum Family {
        V4,
        /** Told by its colons. */
        V6
    }

    @Override
    public boolean isNull(Event event) {
        return event.isNull(field) || hasColon(event) != (family == Family.V6);
    }

    @Override
    public boolean isFreeText() {
        return true;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        escape.put(event.buffer(field), event.offset(field), event.length(field), out);
    }

    private boolean hasColon(Event event) {
        byte[] buffer = event.buffer(field);
        int end = event.offset(field) + event.length(field);
        for (int i = event.offset(field); i < end; i++) {
            if (buffer[i] == ':') {
                return true;
            }
        }
        return false;
    }
}
