package dev.waybill.wire.rule;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** What a field of the reader's schema, and the leaves below it, hold when an event does not mention it. */
public final class Defaults {
    private final List<Consumer<Event>> setters = new ArrayList<>();

    private Defaults() {}

    /**
     * The default of {@code field}, which must have one.
     *
     * @throws IllegalArgumentException for a map or an array that is not empty
     */
    public static Defaults of(Schema.Field field, String path, EventType type) {
        Defaults defaults = new Defaults();
        defaults.add(field.schema(), GenericData.get().getDefaultValue(field), path, type);
        return defaults;
    }

    /** Whether everything stays null. */
    public boolean isNull() {
        return setters.isEmpty();
    }

    /** Sets the fields of {@code event} that have a default. */
    public void apply(Event event) {
        for (Consumer<Event> setter : setters) {
            setter.accept(event);
        }
    }

    private void add(Schema schema, @Nullable Object value, String path, EventType type) {
        if (value == null) {
            return;
        }
        Schema inner = EventTypes.nonNull(schema, path);
        if (value instanceof IndexedRecord group) {
            for (Schema.Field field : inner.getFields()) {
                add(field.schema(), group.get(field.pos()), path + "." + field.name(), type);
            }
        } else {
            setters.add(setter(type.field(path).orElseThrow(), inner, value));
        }
    }

    private static Consumer<Event> setter(Field field, Schema schema, Object value) {
        return switch (field.type()) {
            case STRING -> text(field, value.toString());
            case JSON -> text(field, json(field, value));
            case LONG -> number(field, ((Number) value).longValue());
            case TIMESTAMP_MICROS ->
                number(field, TimestampUnit.of(schema).orElseThrow().toMicros(((Number) value).longValue()));
            case BOOLEAN -> number(field, (Boolean) value ? 1 : 0);
            case DOUBLE -> {
                double decimal = ((Number) value).doubleValue();
                yield event -> event.setDecimal(field, decimal);
            }
        };
    }

    private static Consumer<Event> text(Field field, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return event -> event.setText(field, bytes, 0, bytes.length);
    }

    private static Consumer<Event> number(Field field, long value) {
        return event -> event.setNumber(field, value);
    }

    private static String json(Field field, Object value) {
        if (value instanceof Map<?, ?> map && map.isEmpty()) {
            return "{}";
        }
        if (value instanceof Collection<?> list && list.isEmpty()) {
            return "[]";
        }
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        throw new IllegalArgumentException("the default of the " + FieldType.JSON + " field " + field.path()
                + " must be null or an empty collection");
    }
}
