package dev.waybill.control.preview;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields of an event as text, by path; without those that are null. */
final class EventValues {
    private EventValues() {}

    static SortedMap<String, String> of(Event event) {
        SortedMap<String, String> values = new TreeMap<>();
        for (Field field : event.type().fields()) {
            if (!event.isNull(field)) {
                values.put(field.path(), text(event, field));
            }
        }
        return values;
    }

    private static String text(Event event, Field field) {
        if (field.type().isText()) {
            return String.valueOf(event.text(field));
        }
        if (field.type() == FieldType.TIMESTAMP_MICROS) {
            return Instant.EPOCH.plus(event.number(field), ChronoUnit.MICROS).toString();
        }
        if (field.type() == FieldType.BOOLEAN) {
            return Boolean.toString(event.number(field) != 0);
        }
        return field.type() == FieldType.DOUBLE
                ? Double.toString(event.decimal(field))
                : Long.toString(event.number(field));
    }
}
