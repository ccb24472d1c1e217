package dev.waybill.columns;

import java.util.ArrayList;
import java.util.List;

/** Which keys a JSON record has. The YAML name is the lower-case constant. */
public enum Shape {
    /** Dotted paths become objects; {@code columns: default} means all fields. */
    NESTED {
        @Override
        public List<ColumnDefinition> columns(List<String> option, EventLeaves leaves) {
            return ColumnOption.resolve(allByDefault(option), leaves);
        }

        @Override
        public List<OptionProblem> problems(List<String> option, EventLeaves leaves) {
            List<OptionProblem> problems = new ArrayList<>(ColumnOption.problems(allByDefault(option), leaves));
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
            return option.equals(ColumnOption.DEFAULT) ? ColumnOption.ALL : option;
        }
    },
    /** One level, with the names that the columns have in CSV. */
    FLAT {
        @Override
        public List<ColumnDefinition> columns(List<String> option, EventLeaves leaves) {
            return ColumnOption.resolve(option, leaves);
        }

        @Override
        public List<OptionProblem> problems(List<String> option, EventLeaves leaves) {
            return ColumnOption.problems(option, leaves);
        }
    },
    /** The records of Cloudsmith's log export; its keys cannot be chosen. */
    CLOUDSMITH {
        @Override
        public List<ColumnDefinition> columns(List<String> option, EventLeaves leaves) {
            return CloudsmithColumns.of(leaves);
        }

        @Override
        public List<OptionProblem> problems(List<String> option, EventLeaves leaves) {
            List<OptionProblem> problems = new ArrayList<>(CloudsmithColumns.problems(leaves));
            if (!option.equals(ColumnOption.DEFAULT)) {
                problems.add(new OptionProblem(
                        "columns", String.join(", ", option), "shape cloudsmith has fixed keys", "leave columns out"));
            }
            return problems;
        }
    };

    /**
     * The columns of the option {@code columns} in this shape.
     *
     * @throws IllegalArgumentException if there are {@link #problems}
     */
    public abstract List<ColumnDefinition> columns(List<String> option, EventLeaves leaves);

    /** What is wrong with the option {@code columns} in this shape; empty if nothing is. */
    public abstract List<OptionProblem> problems(List<String> option, EventLeaves leaves);
}
