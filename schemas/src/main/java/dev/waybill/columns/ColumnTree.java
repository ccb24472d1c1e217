package dev.waybill.columns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Columns whose names' dots make objects in objects, in the order in which their names first appear. What stands before
 * {@code []} in a name is a list.
 *
 * @param <C> what a column is
 */
public record ColumnTree<C>(List<Node<C>> children) {
    private static final String LIST = "[]";

    /**
     * A column, an object of columns, or a list of either; just one of the two is present.
     *
     * @param name within the parent
     */
    public record Node<C>(String name, boolean list, Optional<C> column, Optional<ColumnTree<C>> object) {}

    public ColumnTree {
        children = List.copyOf(children);
    }

    /** The tree of columns that have these dotted names. */
    public static <C> ColumnTree<C> of(List<C> columns, Function<C, String> name) {
        return of(columns.stream()
                .map(column -> new Named<>(name.apply(column), column))
                .toList());
    }

    private static <C> ColumnTree<C> of(List<Named<C>> columns) {
        Map<String, List<Named<C>>> byFirst = new LinkedHashMap<>();
        for (Named<C> column : columns) {
            byFirst.computeIfAbsent(column.name().split("\\.", 2)[0], key -> new ArrayList<>())
                    .add(column);
        }
        List<Node<C>> children = new ArrayList<>();
        byFirst.forEach((first, group) -> children.add(node(first, group)));
        return new ColumnTree<>(children);
    }

    private static <C> Node<C> node(String first, List<Named<C>> group) {
        boolean list = first.endsWith(LIST);
        String name = list ? first.substring(0, first.length() - LIST.length()) : first;
        if (group.size() == 1 && group.get(0).name().equals(first)) {
            return new Node<>(name, list, Optional.of(group.get(0).column()), Optional.empty());
        }
        List<Named<C>> inner = group.stream()
                .map(column -> new Named<>(column.name().substring(first.length() + 1), column.column()))
                .toList();
        return new Node<>(name, list, Optional.empty(), Optional.of(of(inner)));
    }

    /** The columns in the order in which they are written. */
    public List<C> leaves() {
        return children.stream()
                .flatMap(node ->
                        node.column().map(Stream::of).orElseGet(() -> node.object().orElseThrow().leaves().stream()))
                .toList();
    }

    private record Named<C>(String name, C column) {}
}
