package dev.waybill.format;

import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The Parquet schema of a tree of columns. */
final class ParquetSchemas {
    private ParquetSchemas() {}

    static MessageType of(ColumnTree tree, String name) {
        return new MessageType(name, fields(tree));
    }

    private static List<Type> fields(ColumnTree tree) {
        return tree.children().stream()
                .map(child -> child.column()
                        .map(ParquetSchemas::leaf)
                        .orElseGet(() -> group(child.object().orElseThrow())))
                .toList();
    }

    private static Type group(ColumnTree tree) {
        return new GroupType(Type.Repetition.REQUIRED, tree.name(), fields(tree));
    }

    private static Type leaf(Column column) {
        var leaf = switch (column.value().leafType()) {
            case STRING -> Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType());
            case INT -> Types.optional(PrimitiveTypeName.INT32);
            case LONG -> Types.optional(PrimitiveTypeName.INT64);
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE);
            case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN);
            case TIMESTAMP_MICROS ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS));
        };
        return leaf.named(column.name());
    }
}
