package dev.waybill.format;

import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The Avro schema of a tree of columns. */
final class AvroSchemas {
    private static final String NAMESPACE = "dev.waybill.export";

    private AvroSchemas() {}

    /** A record called {@code name}; records inside are called after their path. */
    static Schema of(ColumnTree tree, String name) {
        List<Schema.Field> fields = tree.children().stream()
                .map(child -> child.column()
                        .map(column ->
                                nullable(column.name(), leaf(column.value().leafType())))
                        .orElseGet(() -> object(child.object().orElseThrow(), name)))
                .toList();
        return Schema.createRecord(name, null, NAMESPACE, false, fields);
    }

    private static Schema.Field object(ColumnTree tree, String parent) {
        return new Schema.Field(tree.name(), of(tree, parent + "_" + tree.name()));
    }

    private static Schema.Field nullable(String name, Schema type) {
        Schema union = Schema.createUnion(Schema.create(Schema.Type.NULL), type);
        return new Schema.Field(name, union, null, Schema.Field.NULL_DEFAULT_VALUE);
    }

    private static Schema leaf(LeafType type) {
        return switch (type) {
            case STRING -> Schema.create(Schema.Type.STRING);
            case INT -> Schema.create(Schema.Type.INT);
            case LONG -> Schema.create(Schema.Type.LONG);
            case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case TIMESTAMP_MICROS -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        };
    }
}
