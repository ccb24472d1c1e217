package dev.waybill.format;

import dev.waybill.columns.ColumnTree;
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

    static MessageType of(ColumnTree<Column> tree, String name) {
        return new MessageType(name, fields(tree));
    }

    private static List<Type> fields(ColumnTree<Column> tree) {
        return tree.children().stream()
                .map(child -> child.column()
                        .map(column -> leaf(child.name(), column))
                        .orElseGet(() -> group(child.object().orElseThrow())))
                .toList();
    }

    private static Type group(ColumnTree<Column> tree) {
        return new GroupType(Type.Repetition.REQUIRED, tree.name(), fields(tree));
    }

    private static Type leaf(String name, Column column) {
        var leaf = switch (column.type()) {
            case TEXT, TIME_TEXT, JSON ->
                Types.optional(PrimitiveTypeName.BINARY).as(LogicalTypeAnnotation.stringType());
            case INT -> Types.optional(PrimitiveTypeName.INT32);
            case LONG -> Types.optional(PrimitiveTypeName.INT64);
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE);
            case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN);
            case TIMESTAMP ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS));
            case TEXT_LIST -> throw new IllegalArgumentException("no list of texts in files with types");
        };
        return leaf.named(name);
    }
}
