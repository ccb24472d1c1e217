package dev.waybill.format.column;

import dev.waybill.columns.ColumnDefinition;
import dev.waybill.columns.ColumnTree;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldSet;
import dev.waybill.format.time.TimeStyle;
import dev.waybill.format.value.FirstOf;
import dev.waybill.format.value.IntValue;
import dev.waybill.format.value.TimeValue;
import dev.waybill.format.value.Value;
import dev.waybill.format.value.request.PathValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the definitions of a format's columns into {@link Column}s, which know how to take their value from an event.
 * Made for one encoder, like the columns.
 */
public final class Columns {
    private Columns() {}

    /** Columns none of which the format computes. */
    public static List<Column> of(List<ColumnDefinition> definitions, EventType type) {
        return of(definitions, type, Map.of());
    }

    /**
     * Columns.
     *
     * @param special by name, the values that the format computes, or makes in its own way
     */
    public static List<Column> of(
            List<ColumnDefinition> definitions, EventType type, Map<String, ? extends Value> special) {
        return definitions.stream()
                .map(definition -> new Column(definition.name(), definition.type(), value(definition, type, special)))
                .toList();
    }

    public static Value value(ColumnDefinition definition, EventType type, Map<String, ? extends Value> special) {
        @Nullable Value own = special.get(definition.name());
        return own == null ? value(definition, new EventFields(type)) : own;
    }

    private static Value value(ColumnDefinition definition, EventFields fields) {
        List<Field> sources = definition.paths().stream().map(fields::field).toList();
        return switch (definition.form()) {
            case FIELD -> Value.of(sources.get(0));
            case FIRST_OF ->
                sources.stream().map(Value::of).reduce(FirstOf::new).orElseThrow();
            case JOINED -> PathValue.of(sources.get(0), sources.get(1));
            case TIME_SECONDS -> new TimeValue(sources.get(0), TimeStyle.OFFSET_SECONDS);
            case TIME_MICROS -> new TimeValue(sources.get(0), TimeStyle.OFFSET_MICROS);
            case TIME_ISO -> new TimeValue(sources.get(0), TimeStyle.ISO);
            case INT32 -> new IntValue(sources.get(0));
            case COMPUTED -> throw new IllegalStateException("nothing computes the column " + definition.name());
        };
    }

    /** What columns are made of, none of which the format computes. */
    public static FieldSet fields(List<ColumnDefinition> definitions, EventType type) {
        EventFields fields = new EventFields(type);
        return FieldSet.of(
                type,
                definitions.stream()
                        .flatMap(definition -> definition.paths().stream())
                        .map(fields::field)
                        .toList());
    }

    public static ColumnTree<Column> tree(List<Column> columns) {
        return ColumnTree.of(columns, Column::name);
    }
}
