package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;
import java.nio.charset.StandardCharsets;

/** Fixed text of any characters. */
public record Utf8Constant(String text) implements FixedText {
    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        escape.put(bytes, 0, bytes.length, out);
    }
}
