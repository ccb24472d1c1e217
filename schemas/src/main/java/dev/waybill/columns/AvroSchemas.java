package dev.waybill.columns;

import java.util.List;
import java.util.function.Function;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The Avro schema of the files of the format {@code avro}. */
public final class AvroSchemas {
    private static final String NAMESPACE = "dev.waybill.export";

    private AvroSchemas() {}

    /**
     * A record called {@code name}; records inside are called after their path. Every leaf is a union of null and its type.
     * There are no lists.
     *
     * @param type of a column
     */
    public static <C> Schema of(ColumnTree<C> tree, String name, Function<C, ColumnType> type) {
        List<Schema.Field> fields = tree.children().stream()
                .map(child -> child.column()
                        .map(column -> nullable(child.name(), leaf(type.apply(column))))
                        .orElseGet(() -> object(child, name, type)))
                .toList();
        return Schema.createRecord(name, null, NAMESPACE, false, fields);
    }

    private static <C> Schema.Field object(ColumnTree.Node<C> node, String parent, Function<C, ColumnType> type) {
        return new Schema.Field(node.name(), of(node.object().orElseThrow(), parent + "_" + node.name(), type));
    }

    private static Schema.Field nullable(String name, Schema type) {
        Schema union = Schema.createUnion(Schema.create(Schema.Type.NULL), type);
        return new Schema.Field(name, union, null, Schema.Field.NULL_DEFAULT_VALUE);
    }

    private static Schema leaf(ColumnType type) {
        return switch (type) {
            case TEXT, TIME_TEXT, JSON -> Schema.create(Schema.Type.STRING);
            case INT -> Schema.create(Schema.Type.INT);
            case LONG -> Schema.create(Schema.Type.LONG);
            case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case TIMESTAMP -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        };
    }
}
