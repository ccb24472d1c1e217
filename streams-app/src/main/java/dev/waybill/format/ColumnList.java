package dev.waybill.format;

import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.spec.DidYouMean;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The option {@code columns}: {@code default}, {@code all}, {@code lakefs} or a list of column names and dotted paths. A column's name
 * wins over a path that is spelt alike.
 */
final class ColumnList {
    static final List<String> DEFAULT = List.of("default");
    static final List<String> ALL = List.of("all");

    static final List<String> LAKEFS = List.of("lakefs");

    private ColumnList() {}

    /** A copy of the option, which must not be empty. */
    static List<String> checked(List<String> option) {
        if (option.isEmpty()) {
            throw new IllegalArgumentException("columns must not be empty");
        }
        return List.copyOf(option);
    }

    /** The columns of the option for events of this type, which must have no {@link #problems}. */
    static List<Column> resolve(List<String> option, EventType type) {
        if (option.equals(ALL)) {
            return type.fields().stream()
                    .map(field -> new Column(field.path(), Value.of(field)))
                    .toList();
        }
        List<String> names = names(option, type);
        return names.isEmpty()
                ? resolve(ALL, type)
                : names.stream()
                        .map(name -> new Column(name, value(name, type)))
                        .toList();
    }

    static List<OptionProblem> problems(List<String> option, EventType type) {
        List<OptionProblem> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        if (!option.equals(ALL)) {
            for (String name : names(option, type)) {
                if (find(name, type).isEmpty()) {
                    problems.add(unknown(name, type));
                } else if (!seen.add(name)) {
                    problems.add(new OptionProblem("columns", name, "column is listed twice", "list it once"));
                }
            }
        }
        return problems;
    }

    private static OptionProblem unknown(String name, EventType type) {
        List<String> known = Stream.concat(
                        NamedColumns.names().filter(column -> find(column, type).isPresent()),
                        type.fields().stream().map(Field::path))
                .toList();
        String hint =
                DidYouMean.hint(name, known, "use default, all, lakefs, or a list of column names and dotted paths");
        return new OptionProblem("columns", name, "unknown column of " + type.name() + " events", hint);
    }

    /** The list with {@code default} and {@code lakefs} spelt out; empty if this type has none of its own. */
    private static List<String> names(List<String> option, EventType type) {
        if (option.equals(LAKEFS)) {
            return NamedColumns.LAKEFS;
        }
        return option.equals(DEFAULT) ? NamedColumns.defaults(type) : option;
    }

    static boolean isKnown(String name, EventType type) {
        return find(name, type).isPresent();
    }

    /** The value of one column name or path, which must be known. */
    static Value value(String name, EventType type) {
        return find(name, type)
                .orElseThrow(() -> new IllegalArgumentException("unknown column " + name + " of " + type.name()));
    }

    private static Optional<Value> find(String name, EventType type) {
        return NamedColumns.find(name, type).or(() -> type.field(name).map(Value::of));
    }
}
