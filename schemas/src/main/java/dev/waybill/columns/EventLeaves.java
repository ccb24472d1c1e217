package dev.waybill.columns;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.FieldMeaning;
import dev.waybill.contract.Source;
import dev.waybill.contract.TextKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** The leaf fields of one kind of event, in the schema's order. */
public final class EventLeaves {
    /** Asked for with each export, of which there are many. */
    private static final Map<Source, EventLeaves> BY_SOURCE =
            Arrays.stream(Source.values()).collect(Collectors.toUnmodifiableMap(source -> source, EventLeaves::read));

    private final String typeName;
    private final Map<String, EventLeaf> leaves = new LinkedHashMap<>();

    /** Fields of an event type called {@code typeName}. */
    public EventLeaves(String typeName, List<EventLeaf> leaves) {
        this.typeName = typeName;
        leaves.forEach(leaf -> this.leaves.put(leaf.path(), leaf));
    }

    /** The fields of this source's events. */
    public static EventLeaves of(Source source) {
        return Objects.requireNonNull(BY_SOURCE.get(source));
    }

    private static EventLeaves read(Source source) {
        Schema schema = EventSchemas.schema(source);
        List<EventLeaf> leaves = new ArrayList<>();
        collect(schema, "", leaves);
        return new EventLeaves(schema.getName(), leaves);
    }

    /** Of the event type, {@code DownloadEvent}. */
    public String typeName() {
        return typeName;
    }

    public List<EventLeaf> all() {
        return List.copyOf(leaves.values());
    }

    public List<String> paths() {
        return List.copyOf(leaves.keySet());
    }

    public Optional<EventLeaf> leaf(String path) {
        return Optional.ofNullable(leaves.get(path));
    }

    /** Those of these paths that are leaves, in their order. */
    List<EventLeaf> present(List<String> paths) {
        return paths.stream().map(this::leaf).flatMap(Optional::stream).toList();
    }

    private static void collect(Schema record, String prefix, List<EventLeaf> leaves) {
        for (Schema.Field field : record.getFields()) {
            String path = prefix + field.name();
            Schema schema = branch(field.schema());
            if (schema.getType() == Schema.Type.RECORD) {
                collect(schema, path + ".", leaves);
            } else {
                leaves.add(new EventLeaf(
                        path,
                        type(field, schema),
                        !field.hasDefaultValue(),
                        Optional.ofNullable(field.doc()).orElse("")));
            }
        }
    }

    private static Schema branch(Schema schema) {
        return schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow()
                : schema;
    }

    private static ColumnType type(Schema.Field field, Schema schema) {
        if (schema.getLogicalType() != null) {
            return ColumnType.TIMESTAMP;
        }
        return switch (schema.getType()) {
            case INT, LONG -> ColumnType.LONG;
            case FLOAT, DOUBLE -> ColumnType.DOUBLE;
            case BOOLEAN -> ColumnType.BOOLEAN;
            default -> FieldMeaning.of(field).is(TextKind.JSON) ? ColumnType.JSON : ColumnType.TEXT;
        };
    }

    @Override
    public String toString() {
        return typeName;
    }
}
