package dev.waybill.redact;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import dev.waybill.wire.rule.EventTypes;
import java.util.Map;
import java.util.TreeMap;

/** Events of the current schemas, and their values by path. */
final class TestEvents {
    static final EventType DOWNLOAD = EventTypes.of(EventSchemas.schema(Source.DOWNLOAD));
    static final EventType AUDIT = EventTypes.of(EventSchemas.schema(Source.AUDIT));
    static final SecretLookup SECRETS = reference -> "0123456789abcdef0123456789abcdef";

    private TestEvents() {}

    static Event event(EventType type, Map<String, ?> values) {
        Event event = new Event(type);
        values.forEach((path, value) -> set(event, path, value));
        return event;
    }

    static void set(Event event, String path, Object value) {
        Field field = event.type().field(path).orElseThrow(() -> new AssertionError("no field " + path));
        if (value instanceof Number number) {
            event.setNumber(field, number.longValue());
        } else {
            event.setText(field, value.toString());
        }
    }

    /** All values that are not null. */
    static Map<String, Object> values(Event event) {
        Map<String, Object> values = new TreeMap<>();
        for (Field field : event.type().fields()) {
            if (!event.isNull(field)) {
                boolean text = field.type() == FieldType.STRING || field.type() == FieldType.JSON;
                values.put(field.path(), text ? event.text(field) : Long.valueOf(event.number(field)));
            }
        }
        return values;
    }
}
