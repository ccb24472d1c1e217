package dev.waybill.format;

import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Collects columns, passing over those whose field the event type lacks. */
final class SparseColumns {
    private final EventType type;
    private final List<Column> columns = new ArrayList<>();

    SparseColumns(EventType type) {
        this.type = type;
    }

    /** A field as it is. */
    SparseColumns field(String key, String path) {
        return field(key, path, Value::of);
    }

    SparseColumns field(String key, String path, Function<Field, Value> value) {
        type.field(path).ifPresent(field -> columns.add(new Column(key, value.apply(field))));
        return this;
    }

    /** The first of two fields that the type has and that is not null. */
    SparseColumns firstOf(String key, String first, String second) {
        Optional<Value> both = type.field(first)
                .flatMap(a -> type.field(second).map(b -> (Value) new FirstOf(Value.of(a), Value.of(b))));
        both.or(() -> type.field(first).or(() -> type.field(second)).map(Value::of))
                .ifPresent(value -> columns.add(new Column(key, value)));
        return this;
    }

    SparseColumns value(String key, Value value) {
        columns.add(new Column(key, value));
        return this;
    }

    List<Column> build() {
        return List.copyOf(columns);
    }
}
