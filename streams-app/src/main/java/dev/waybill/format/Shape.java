package dev.waybill.format;

import dev.waybill.event.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which keys a JSON record has. The YAML name is the lower-case constant. */
public enum Shape {
    /** Dotted paths become objects; {@code columns: default} means all fields. */
    NESTED {
        @Override
        List<Column> columns(List<String> option, EventType type) {
            return ColumnList.resolve(allByDefault(option), type);
        }

        @Override
        List<OptionProblem> problems(List<String> option, EventType type) {
            List<OptionProblem> problems = new ArrayList<>(ColumnList.problems(allByDefault(option), type));
            for (String name : option) {
                option.stream()
                        .filter(other -> other.startsWith(name + "."))
                        .forEach(other -> problems.add(new OptionProblem(
                                "columns",
                                name,
                                "would be both a value and the object that holds " + other,
                                "leave one out, or use shape: flat")));
            }
            return problems;
        }

        private List<String> allByDefault(List<String> option) {
            return option.equals(ColumnList.DEFAULT) ? ColumnList.ALL : option;
        }
    },
    /** One level, with the names that the columns have in CSV. */
    FLAT {
        @Override
        List<Column> columns(List<String> option, EventType type) {
            return ColumnList.resolve(option, type);
        }

        @Override
        List<OptionProblem> problems(List<String> option, EventType type) {
            return ColumnList.problems(option, type);
        }

        @Override
        JsonObject compile(List<Column> columns) {
            return JsonObject.flat(columns);
        }
    },
    /** The records of Cloudsmith's log export; its keys cannot be chosen. */
    CLOUDSMITH {
        @Override
        List<Column> columns(List<String> option, EventType type) {
            return CloudsmithKeys.columns(type);
        }

        @Override
        List<OptionProblem> problems(List<String> option, EventType type) {
            List<OptionProblem> problems = new ArrayList<>(CloudsmithKeys.problems(type));
            if (!option.equals(ColumnList.DEFAULT)) {
                problems.add(new OptionProblem(
                        "columns", String.join(", ", option), "shape cloudsmith has fixed keys", "leave columns out"));
            }
            return problems;
        }
    };

    private static final List<String> TIME_KEYS = List.of("datetime", "occurred_at", "event_at");

    abstract List<Column> columns(List<String> option, EventType type);

    abstract List<OptionProblem> problems(List<String> option, EventType type);

    JsonObject compile(List<Column> columns) {
        return JsonObject.nested(columns);
    }

    /** The column that says when the event happened, if there is one. */
    static Optional<Column> time(List<Column> columns) {
        return TIME_KEYS.stream()
                .flatMap(key -> columns.stream().filter(column -> column.name().equals(key)))
                .findFirst();
    }
}
