package dev.waybill.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Columns whose names' dots make objects in objects, in the order in which their names first appear.
 *
 * @param name of the object within its parent; empty at the root
 * @param children trees, or columns whose name is the last part of the dotted one
 */
record ColumnTree(String name, List<Node> children) {
    /** A column or an object of columns. */
    record Node(Optional<Column> column, Optional<ColumnTree> object) {}

    static ColumnTree of(List<Column> columns) {
        return of("", columns);
    }

    private static ColumnTree of(String name, List<Column> columns) {
        Map<String, List<Column>> byFirst = new LinkedHashMap<>();
        for (Column column : columns) {
            String first = column.name().split("\\.", 2)[0];
            byFirst.computeIfAbsent(first, key -> new ArrayList<>()).add(column);
        }
        List<Node> children = new ArrayList<>();
        byFirst.forEach((first, group) -> children.add(node(first, group)));
        return new ColumnTree(name, List.copyOf(children));
    }

    private static Node node(String first, List<Column> group) {
        if (group.size() == 1 && group.get(0).name().equals(first)) {
            return new Node(Optional.of(group.get(0)), Optional.empty());
        }
        List<Column> inner = group.stream()
                .map(column -> new Column(column.name().substring(first.length() + 1), column.value()))
                .toList();
        return new Node(Optional.empty(), Optional.of(of(first, inner)));
    }

    /** The columns in the order in which they are written. */
    List<Column> leaves() {
        return children.stream()
                .flatMap(node ->
                        node.column().map(Stream::of).orElseGet(() -> node.object().orElseThrow().leaves().stream()))
                .toList();
    }
}
