package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;

/**
 * A STRING field, cut where it is longer than a format allows.
 *
 * @param characters how many of them it may have
 */
public record Shortened(Field field, int characters) implements Value {
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
        escape.put(event.buffer(field), event.offset(field), length(event), out);
    }

    private int length(Event event) {
        int length = event.length(field);
        if (length <= characters) {
            return length;
        }
        byte[] buffer = event.buffer(field);
        int offset = event.offset(field);
        int seen = 0;
        for (int i = 0; i < length; i++) {
            boolean starts = (buffer[offset + i] & 0xC0) != 0x80;
            if (starts && seen++ == characters) {
                return i;
            }
        }
        return length;
    }
}
