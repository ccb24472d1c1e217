package dev.waybill.columns;

import dev.waybill.spec.yaml.DidYouMean;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The option {@code columns}: {@code default}, {@code all}, {@code lakefs} or a list of column names and dotted paths. A
 * column's name wins over a path that is spelt alike.
 */
public final class ColumnOption {
    public static final List<String> DEFAULT = List.of("default");
    public static final List<String> ALL = List.of("all");
    public static final List<String> LAKEFS = List.of("lakefs");

    private ColumnOption() {}

    /**
     * A copy of the option.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static List<String> checked(List<String> option) {
        if (option.isEmpty()) {
            throw new IllegalArgumentException("columns must not be empty");
        }
        return List.copyOf(option);
    }

    /**
     * The columns of the option for these events.
     *
     * @throws IllegalArgumentException if there are {@link #problems}
     */
    public static List<ColumnDefinition> resolve(List<String> option, EventLeaves leaves) {
        List<String> names = option.equals(ALL) ? List.of() : names(option, leaves);
        return names.isEmpty()
                ? leaves.all().stream().map(ColumnDefinition::of).toList()
                : names.stream()
                        .map(name -> NamedColumns.find(name, leaves)
                                .orElseThrow(() -> new IllegalArgumentException("unknown column " + name)))
                        .toList();
    }

    /** What is wrong with the option for these events; empty if nothing is. */
    public static List<OptionProblem> problems(List<String> option, EventLeaves leaves) {
        List<OptionProblem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        if (!option.equals(ALL)) {
            for (String name : names(option, leaves)) {
                if (NamedColumns.find(name, leaves).isEmpty()) {
                    problems.add(unknown(name, leaves));
                } else if (!seen.add(name)) {
                    problems.add(new OptionProblem("columns", name, "column is listed twice", "list it once"));
                }
            }
        }
        return problems;
    }

    private static OptionProblem unknown(String name, EventLeaves leaves) {
        List<String> known = Stream.concat(NamedColumns.names(leaves), leaves.paths().stream())
                .toList();
        String hint =
                DidYouMean.hint(name, known, "use default, all, lakefs, or a list of column names and dotted paths");
        return new OptionProblem("columns", name, "unknown column of " + leaves.typeName() + " events", hint);
    }

    /** The list with {@code default} and {@code lakefs} spelt out; empty if these events have none of their own. */
    private static List<String> names(List<String> option, EventLeaves leaves) {
        if (option.equals(LAKEFS)) {
            return NamedColumns.LAKEFS;
        }
        return option.equals(DEFAULT) ? NamedColumns.defaults(leaves) : option;
    }
}
