package dev.waybill.format;

import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

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
        implements OutputFormat {
    public static final JsonLinesTimestamp DEFAULT =
            new JsonLinesTimestamp(Shape.NESTED, ColumnList.DEFAULT, Separator.SPACE, Compression.GZIP);

    public JsonLinesTimestamp {
        columns = ColumnList.checked(columns);
    }

    @Override
    public FormatName name() {
        return FormatName.JSON_LINES_TIMESTAMP;
    }

    @Override
    public String extension() {
        return compression.extension(name().extension());
    }

    @Override
    public String contentType() {
        return compression.contentType(name().contentType());
    }

    @Override
    public List<OptionProblem> check(EventType type) {
        List<OptionProblem> problems = new ArrayList<>(shape.problems(columns, type));
        if (problems.isEmpty() && Shape.time(shape.columns(columns, type)).isEmpty()) {
            problems.add(new OptionProblem(
                    "columns", String.join(", ", columns), "hold no time to put first", "add datetime or occurred_at"));
        }
        return problems;
    }

    @Override
    public RowEncoder rowEncoder(EventType type) {
        List<Column> resolved = shape.columns(columns, type);
        JsonObject object = shape.compile(resolved);
        Value time = Shape.time(resolved)
                .orElseThrow(() -> new IllegalArgumentException("columns hold no time"))
                .value();
        return (event, out) -> {
            time.put(event, JsonEscape.INSTANCE, out);
            out.put(separator.character());
            object.encode(event, out);
            out.put('\n');
        };
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        return new TextPartWriter(Framing.LINES, compression, partSizeBytes, out);
    }
}
