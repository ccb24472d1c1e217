package dev.waybill.describe;

import dev.waybill.columns.ColumnDefinition;
import dev.waybill.columns.ColumnTree;
import dev.waybill.columns.ColumnType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which type a column has in Athena and Spark, by how a format holds it. */
enum HiveTypes {
    /** Files with types of their own. */
    NATIVE("timestamp"),
    /** JSON, and text whose readers turn it into numbers. */
    NUMBERS("string"),
    /** Avro: readers see the number below the logical type. */
    AVRO("bigint"),
    /** Readers that know nothing but text. */
    TEXT("string") {
        @Override
        String of(ColumnType type) {
            return "string";
        }
    };

    /** Words that Athena wants in backticks, of those that names of fields can be. */
    private static final Set<String> RESERVED =
            Set.of("user", "time", "timestamp", "date", "values", "table", "group", "order", "end", "start", "range");

    private final String time;

    HiveTypes(String time) {
        this.time = time;
    }

    String of(ColumnType type) {
        return switch (type) {
            case TEXT, TIME_TEXT, JSON -> "string";
            case INT -> "int";
            case LONG -> "bigint";
            case DOUBLE -> "double";
            case BOOLEAN -> "boolean";
            case TIMESTAMP -> time;
        };
    }

    /** Columns at the top level, the dots in names being structs. */
    List<HiveColumn> nested(List<ColumnDefinition> columns) {
        return ColumnTree.of(columns, ColumnDefinition::name).children().stream()
                .map(node -> new HiveColumn(HiveColumn.name(node.name()), type(node)))
                .toList();
    }

    private String type(ColumnTree.Node<ColumnDefinition> node) {
        String type = node.column()
                .map(column -> of(column.type()))
                .orElseGet(() -> struct(node.object().orElseThrow()));
        return node.list() ? "array<" + type + ">" : type;
    }

    private String struct(ColumnTree<ColumnDefinition> tree) {
        return tree.children().stream()
                .map(node -> quoted(node.name()) + ":" + type(node))
                .collect(Collectors.joining(",", "struct<", ">"));
    }

    private static String quoted(String name) {
        return RESERVED.contains(name) ? "`" + name + "`" : name;
    }
}
