package dev.waybill.format.value.request;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.value.Value;

/** A part of a STRING field that holds a request target. */
public record UriPart(Field field, Part part) implements Value {
    public enum Part {
        /** What stands before the first question mark. */
        STEM,
        /** The same without the slash it begins with. */
        KEY,
        /** What stands after the first question mark; null without one. */
        QUERY
    }

    @Override
    public boolean isNull(Event event) {
        return event.isNull(field) || part == Part.QUERY && questionMark(event) == event.length(field);
    }

    @Override
    public boolean isFreeText() {
        return true;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        int mark = questionMark(event);
        int from = 0;
        int to = mark;
        if (part == Part.QUERY) {
            from = mark + 1;
            to = event.length(field);
        } else if (part == Part.KEY && mark > 0 && event.buffer(field)[event.offset(field)] == '/') {
            from = 1;
        }
        escape.put(event.buffer(field), event.offset(field) + from, to - from, out);
    }

    /** The place of the first question mark; the text's length if there is none. */
    private int questionMark(Event event) {
        byte[] buffer = event.buffer(field);
        int offset = event.offset(field);
        int length = event.length(field);
        for (int i = 0; i < length; i++) {
            if (buffer[offset + i] == '?') {
                return i;
            }
        }
        return length;
    }
}
