package dev.waybill.describe;

import dev.waybill.columns.ColumnDefinition;
import dev.waybill.columns.ColumnTree;
import java.util.List;
import java.util.stream.Collectors;

/** Texts of Spark schemas. */
final class Spark {
    private Spark() {}

    static String name(String name) {
        return "`" + name + "`";
    }

    /** A list of fields, one a line. */
    static String schema(List<HiveColumn> columns) {
        return columns.stream()
                .map(column -> name(column.name()) + " " + column.type())
                .collect(Collectors.joining(",\n    "));
    }

    /** The type of a key of JSON records or of an object. */
    static String type(ColumnTree.Node<ColumnDefinition> node) {
        String type = node.column()
                .map(column -> Athena.isTime(column.type()) ? "timestamp" : HiveTypes.NUMBERS.of(column.type()))
                .orElseGet(() -> struct(node.object().orElseThrow()));
        return node.list() ? "array<" + type + ">" : type;
    }

    private static String struct(ColumnTree<ColumnDefinition> tree) {
        return tree.children().stream()
                .map(node -> name(node.name()) + ":" + type(node))
                .collect(Collectors.joining(",", "struct<", ">"));
    }
}
