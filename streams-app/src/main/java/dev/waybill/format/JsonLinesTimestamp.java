package dev.waybill.format;

import dev.waybill.columns.ColumnOption;
import dev.waybill.columns.OptionProblem;
import dev.waybill.columns.Shape;
import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import dev.waybill.format.column.Column;
import dev.waybill.format.column.Columns;
import dev.waybill.format.compress.Compression;
import dev.waybill.format.escape.JsonEscape;
import dev.waybill.format.json.JsonObject;
import dev.waybill.format.line.Separator;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A time, one separator, and the JSON object of {@link JsonLines}. The text of the time equals that of a key inside:
 * {@code occurred_at} in shape {@code nested}, {@code datetime} or else {@code occurred_at} in shape {@code flat},
 * {@code datetime} (downloads) or {@code event_at} (audit) in shape {@code cloudsmith}.
 *
 * @param shape which keys a record has
 * @param columns {@code default}, {@code all}, {@code lakefs}, or names and dotted paths; must hold the time
 * @param separator what stands between time and object
 */
public record JsonLinesTimestamp(Shape shape, List<String> columns, Separator separator, Compression compression)
        implements TextLines {
    public static final JsonLinesTimestamp DEFAULT =
            new JsonLinesTimestamp(Shape.NESTED, ColumnOption.DEFAULT, Separator.SPACE, Compression.GZIP);

    private static final List<String> TIME_KEYS = List.of("datetime", "occurred_at", "event_at");

    public JsonLinesTimestamp {
        columns = ColumnOption.checked(columns);
    }

    @Override
    public FormatName name() {
        return FormatName.JSON_LINES_TIMESTAMP;
    }

    @Override
    public List<OptionProblem> check(EventType type) {
        List<OptionProblem> problems = new ArrayList<>(shape.problems(columns, Columns.leaves(type)));
        if (problems.isEmpty() && time(resolved(type)).isEmpty()) {
            problems.add(new OptionProblem(
                    "columns", String.join(", ", columns), "hold no time to put first", "add datetime or occurred_at"));
        }
        return problems;
    }

    @Override
    public RowEncoder rowEncoder(EventType type) {
        List<Column> resolved = resolved(type);
        JsonObject object = JsonObject.of(shape, resolved);
        Value time = time(resolved)
                .orElseThrow(() -> new IllegalArgumentException("columns hold no time"))
                .value();
        return (event, out) -> {
            time.put(event, JsonEscape.INSTANCE, out);
            out.put(separator.character());
            object.encode(event, out);
            out.put('\n');
        };
    }

    private List<Column> resolved(EventType type) {
        return Columns.of(shape.columns(columns, Columns.leaves(type)), type);
    }

    /** The column that says when the event happened, if there is one. */
    private static Optional<Column> time(List<Column> columns) {
        return TIME_KEYS.stream()
                .flatMap(key -> columns.stream().filter(column -> column.name().equals(key)))
                .findFirst();
    }
}
