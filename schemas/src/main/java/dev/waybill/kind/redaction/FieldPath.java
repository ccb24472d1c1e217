package dev.waybill.kind.redaction;

import dev.waybill.columns.ColumnType;
import dev.waybill.columns.EventLeaf;
import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.spec.yaml.DidYouMean;
import java.util.List;
import java.util.Set;

/**
 * Which leaf fields of events an option {@code field} means: the leaf with this path, or all leaves below it ({@code user}
 * for {@code user.identifier} and {@code user.username}).
 */
public record FieldPath(String path) {
    /** Without these an event cannot be delivered, counted once, or put into a window. */
    private static final Set<String> REQUIRED = Set.of("event_id", "tenant", "occurred_at");

    private static final String OPTION = "field";
    private static final String ADVICE = "docs/reference/events.md lists the fields";

    public FieldPath {
        if (path.isBlank()) {
            throw new IllegalArgumentException(OPTION + " must not be blank");
        }
    }

    /** Whether it means the leaf with this path. */
    public boolean covers(String leaf) {
        return leaf.equals(path) || leaf.startsWith(path + ".");
    }

    /** Why what it means cannot be redacted. */
    List<OptionProblem> problems(EventLeaves events) {
        if (REQUIRED.contains(path)) {
            return List.of(problem("cannot be redacted", "every event needs it"));
        }
        if (events.paths().stream().noneMatch(this::covers)) {
            return List.of(
                    problem(events.typeName() + " has no such field", DidYouMean.hint(path, events.paths(), ADVICE)));
        }
        return List.of();
    }

    /** Why what it means cannot be replaced by a text. Leaves below it that hold none are dropped. */
    List<OptionProblem> problemsAsText(EventLeaves events) {
        List<OptionProblem> problems = problems(events);
        return problems.isEmpty()
                        && events.leaf(path)
                                .map(EventLeaf::type)
                                .filter(type -> type != ColumnType.TEXT)
                                .isPresent()
                ? List.of(problem("does not hold text", "use drop-field"))
                : problems;
    }

    private OptionProblem problem(String message, String hint) {
        return new OptionProblem(OPTION, path, message, hint);
    }
}
