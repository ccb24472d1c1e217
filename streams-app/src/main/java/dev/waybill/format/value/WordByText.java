package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;
import java.util.Map;

/**
 * A fixed ASCII word chosen by the text of a field.
 *
 * @param words by text, exactly as it stands in the event
 * @param other for other texts and for null
 */
public record WordByText(Field field, Map<String, String> words, String other) implements FixedText {
    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        String text = event.text(field);
        out.ascii(text == null ? other : words.getOrDefault(text, other));
    }
}
