package dev.waybill.kind.format;

import dev.waybill.columns.ColumnDefinition;
import dev.waybill.columns.ColumnOption;
import dev.waybill.columns.EventLeaves;
import dev.waybill.columns.OptionProblem;
import dev.waybill.columns.Shape;
import dev.waybill.contract.FormatName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A time, one separator, and the JSON object of {@link JsonLinesSpec}. The time is that of a key inside: {@code datetime},
 * {@code occurred_at} or {@code event_at}, the first that there is.
 *
 * @param shape which keys a record has
 * @param columns {@code default}, {@code all}, {@code lakefs}, or names and dotted paths; must hold the time
 * @param separator what stands between time and object
 */
public record JsonLinesTimestampSpec(Shape shape, List<String> columns, Separator separator, Compression compression)
        implements TextSpec {
    public static final JsonLinesTimestampSpec DEFAULT =
            new JsonLinesTimestampSpec(Shape.NESTED, ColumnOption.DEFAULT, Separator.SPACE, Compression.GZIP);

    private static final List<String> TIME_KEYS = List.of("datetime", "occurred_at", "event_at");

    public JsonLinesTimestampSpec {
        columns = ColumnOption.checked(columns);
    }

    @Override
    public FormatName name() {
        return FormatName.JSON_LINES_TIMESTAMP;
    }

    @Override
    public List<OptionProblem> problems(EventLeaves events) {
        List<OptionProblem> problems = new ArrayList<>(shape.problems(columns, events));
        if (problems.isEmpty() && timeKey(events).isEmpty()) {
            problems.add(new OptionProblem(
                    "columns", String.join(", ", columns), "hold no time to put first", "add datetime or occurred_at"));
        }
        return problems;
    }

    /** The column that says when the event happened, if there is one. */
    public Optional<String> timeKey(EventLeaves events) {
        Set<String> names = shape.columns(columns, events).stream()
                .map(ColumnDefinition::name)
                .collect(Collectors.toSet());
        return TIME_KEYS.stream().filter(names::contains).findFirst();
    }
}
