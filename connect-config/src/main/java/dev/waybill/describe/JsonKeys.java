package dev.waybill.describe;

import dev.waybill.columns.ColumnDefinition;
import dev.waybill.columns.ColumnTree;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The keys of JSON records.
 *
 * @param nested whether dots in names make objects in objects
 */
record JsonKeys(List<ColumnDefinition> columns, boolean nested) {
    List<ColumnTree.Node<ColumnDefinition>> top() {
        return nested
                ? ColumnTree.of(columns, ColumnDefinition::name).children()
                : columns.stream()
                        .map(column -> new ColumnTree.Node<>(
                                column.name(),
                                false,
                                Optional.of(column),
                                Optional.<ColumnTree<ColumnDefinition>>empty()))
                        .toList();
    }

    List<HiveColumn> hive() {
        return nested ? HiveTypes.NUMBERS.nested(columns) : HiveColumn.of(columns, HiveTypes.NUMBERS);
    }

    /** The keys that differ from the names they have in Hive, by those names: at the top, and in objects. */
    SortedMap<String, String> mappings() {
        SortedMap<String, String> mappings = new TreeMap<>();
        for (ColumnTree.Node<ColumnDefinition> node : top()) {
            map(HiveColumn.name(node.name()), node, mappings);
        }
        return mappings;
    }

    private static void map(String name, ColumnTree.Node<ColumnDefinition> node, SortedMap<String, String> mappings) {
        if (!name.equals(node.name())) {
            mappings.put(name, node.name());
        }
        node.object()
                .ifPresent(object -> object.children()
                        .forEach(child -> map(child.name().toLowerCase(Locale.ROOT), child, mappings)));
    }

    boolean hasTimes() {
        return columns.stream().anyMatch(column -> Athena.isTime(column.type()));
    }

    /** Select expressions over a table with a column for each key. */
    List<String> typed() {
        return top().stream()
                .map(node -> {
                    String name = Athena.name(HiveColumn.name(node.name()));
                    return node.column()
                            .filter(column -> Athena.isTime(column.type()))
                            .map(column -> Athena.expression(column, name) + " AS " + name)
                            .orElse(name);
                })
                .toList();
    }

    /** Select expressions over a table with the records as text in the column {@code record}. */
    List<String> extracted() {
        return columns.stream()
                .map(column -> extract(column) + " AS " + Athena.name(HiveColumn.name(column.name())))
                .toList();
    }

    private String extract(ColumnDefinition column) {
        String path = nested ? "$." + column.name().replace("[]", "[0]") : "$[\"" + column.name() + "\"]";
        return switch (column.type()) {
            case JSON -> "json_format(json_extract(record, '" + path + "'))";
            default -> Athena.expression(column, "json_extract_scalar(record, '" + path + "')");
        };
    }

    /** The keys and their types as {@code read_json} wants them. */
    String duckDb() {
        return nested
                ? top().stream()
                        .map(node -> DuckDb.literal(node.name()) + ": " + DuckDb.literal(DuckDb.type(node)))
                        .collect(Collectors.joining(",\n        ", "{\n        ", "\n    }"))
                : DuckDb.struct(columns);
    }

    /** The fields of a Spark schema. */
    String spark() {
        return top().stream()
                .map(node -> Spark.name(node.name()) + " " + Spark.type(node))
                .collect(Collectors.joining(",\n    "));
    }
}
