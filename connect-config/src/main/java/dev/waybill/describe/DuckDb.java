package dev.waybill.describe;

import dev.waybill.columns.ColumnDefinition;
import dev.waybill.columns.ColumnTree;
import dev.waybill.columns.ColumnType;
import java.util.List;
import java.util.stream.Collectors;

/** Texts in DuckDB's dialect. */
final class DuckDb {
    private DuckDb() {}

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String name(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String type(ColumnType type) {
        return switch (type) {
            case TEXT -> "VARCHAR";
            case JSON -> "JSON";
            case INT -> "INTEGER";
            case LONG -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case TIME_TEXT, TIMESTAMP -> "TIMESTAMPTZ";
        };
    }

    /** The type of a column or an object. */
    static String type(ColumnTree.Node<ColumnDefinition> node) {
        String type = node.column()
                .map(column -> type(column.type()))
                .orElseGet(() -> struct(node.object().orElseThrow()));
        return node.list() ? type + "[]" : type;
    }

    /** Names and types of columns, one a line. */
    static String struct(List<ColumnDefinition> columns) {
        return columns.stream()
                .map(column -> literal(column.name()) + ": '" + type(column.type()) + "'")
                .collect(Collectors.joining(",\n        ", "{\n        ", "\n    }"));
    }

    /** The structure of JSON records as {@code from_json} wants it. */
    static String jsonStructure(JsonKeys keys) {
        return literal(keys.top().stream().map(DuckDb::jsonMember).collect(Collectors.joining(",\n     ", "{", "}")));
    }

    private static String struct(ColumnTree<ColumnDefinition> tree) {
        return tree.children().stream()
                .map(node -> name(node.name()) + " " + type(node))
                .collect(Collectors.joining(", ", "STRUCT(", ")"));
    }

    private static String jsonMember(ColumnTree.Node<ColumnDefinition> node) {
        String value = node.column()
                .map(column -> name(type(column.type())))
                .orElseGet(() -> node.object().orElseThrow().children().stream()
                        .map(DuckDb::jsonMember)
                        .collect(Collectors.joining(",", "{", "}")));
        return name(node.name()) + ":" + value;
    }
}
