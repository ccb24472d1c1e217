package dev.waybill.format.typed;

import dev.waybill.columns.ColumnTree;
import dev.waybill.format.column.Column;
import dev.waybill.format.json.ObjectPresence;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The Parquet schema of a row. Lists have the three levels of Parquet's specification. */
final class ParquetSchemas {
    static final String LIST = "list";
    static final String ELEMENT = "element";

    private final Type.Repetition objects;

    private ParquetSchemas(ObjectPresence presence) {
        this.objects = presence == ObjectPresence.ALWAYS ? Type.Repetition.REQUIRED : Type.Repetition.OPTIONAL;
    }

    static MessageType of(TypedRow row, String name) {
        return new MessageType(name, new ParquetSchemas(row.presence()).fields(row.tree()));
    }

    private List<Type> fields(ColumnTree<Column> tree) {
        return tree.children().stream()
                .map(child -> child.list() ? list(child) : single(child, child.name()))
                .toList();
    }

    private Type list(ColumnTree.Node<Column> node) {
        GroupType elements = new GroupType(Type.Repetition.REPEATED, LIST, single(node, ELEMENT));
        return Types.optionalGroup()
                .addField(elements)
                .as(LogicalTypeAnnotation.listType())
                .named(node.name());
    }

    private Type single(ColumnTree.Node<Column> node, String name) {
        return node.column()
                .map(column -> leaf(name, column))
                .orElseGet(
                        () -> new GroupType(objects, name, fields(node.object().orElseThrow())));
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
        };
        return leaf.named(name);
    }
}
