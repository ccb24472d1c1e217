package dev.waybill.event;

import dev.waybill.columns.EventLeaf;
import dev.waybill.columns.EventLeaves;
import dev.waybill.contract.FieldMeaning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The leaf fields of one kind of event, in schema order. Every event type has the text fields {@code event_id} and
 * {@code tenant} and the timestamp {@code occurred_at}.
 */
public final class EventType {
    private final String name;
    private final List<Field> fields;
    private final Map<String, Field> byPath = new HashMap<>();
    private final Field eventId;
    private final Field tenant;
    private final Field occurredAt;
    private final EventLeaves leaves;

    private EventType(String name, List<Field> fields) {
        this.name = name;
        this.fields = List.copyOf(fields);
        for (Field field : fields) {
            byPath.put(field.path(), field);
        }
        this.eventId = require("event_id", FieldType.STRING);
        this.tenant = require("tenant", FieldType.STRING);
        this.occurredAt = require("occurred_at", FieldType.TIMESTAMP_MICROS);
        this.leaves = new EventLeaves(
                name,
                fields.stream()
                        .map(field -> new EventLeaf(field.path(), field.type().columnType(), false, ""))
                        .toList());
    }

    /** Starts the description of an event type called {@code name}. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    public List<Field> fields() {
        return fields;
    }

    /** The leaf field with this dotted path. */
    public Optional<Field> field(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    public Field eventId() {
        return eventId;
    }

    public Field tenant() {
        return tenant;
    }

    public Field occurredAt() {
        return occurredAt;
    }

    /** The fields as the definitions of columns know them. */
    public EventLeaves leaves() {
        return leaves;
    }

    private Field require(String path, FieldType type) {
        Field field = byPath.get(path);
        if (field == null || field.type() != type) {
            throw new IllegalArgumentException("event type " + name + " needs the field " + path + " of type " + type);
        }
        return field;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Collects the fields of an event type in schema order. */
    public static final class Builder {
        private final String name;
        private final List<Field> fields = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        /** Adds a field after the others. */
        public Builder field(String path, FieldType type, FieldMeaning meaning) {
            fields.add(new Field(fields.size(), path, type, meaning));
            return this;
        }

        public EventType build() {
            return new EventType(name, fields);
        }
    }
}
