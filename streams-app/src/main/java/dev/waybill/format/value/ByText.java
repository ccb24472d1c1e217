package dev.waybill.format.value;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import java.util.Map;
import java.util.TreeMap;

/**
 * A number chosen by the text of a field.
 *
 * @param numbers by text, exactly as it stands in the event
 * @param other for other texts
 * @param unknown for null
 */
public record ByText(Field field, Map<String, Integer> numbers, int other, int unknown) implements WholeNumber {
    @Override
    public boolean isNull(Event event) {
        return false;
    }

    @Override
    public long number(Event event) {
        String text = event.text(field);
        return text == null ? unknown : numbers.getOrDefault(text, other);
    }

    /** The same choice with {@code addend} added to each number. */
    public ByText plus(int addend) {
        Map<String, Integer> sums = new TreeMap<>();
        numbers.forEach((text, number) -> sums.put(text, number + addend));
        return new ByText(field, sums, other + addend, unknown + addend);
    }
}
