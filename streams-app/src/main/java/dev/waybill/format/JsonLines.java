package dev.waybill.format;

import dev.waybill.columns.ColumnOption;
import dev.waybill.columns.OptionProblem;
import dev.waybill.columns.Shape;
import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import dev.waybill.format.column.Columns;
import dev.waybill.format.compress.Compression;
import dev.waybill.format.json.JsonObject;
import dev.waybill.format.row.RowEncoder;
import java.util.List;

/**
 * One JSON object (RFC 8259) per line, without a header. Keys are sorted, nulls explicit, numbers are numbers.
 *
 * @param shape which keys a record has
 * @param columns {@code default}, {@code all}, {@code lakefs}, or names and dotted paths
 */
public record JsonLines(Shape shape, List<String> columns, Compression compression) implements TextLines {
    public static final JsonLines DEFAULT = new JsonLines(Shape.NESTED, ColumnOption.DEFAULT, Compression.GZIP);

    public JsonLines {
        columns = ColumnOption.checked(columns);
    }

    @Override
    public FormatName name() {
        return FormatName.JSON_LINES;
    }

    @Override
    public List<OptionProblem> check(EventType type) {
        return shape.problems(columns, Columns.leaves(type));
    }

    @Override
    public RowEncoder rowEncoder(EventType type) {
        return JsonObject.of(shape, Columns.of(shape.columns(columns, Columns.leaves(type)), type))
                .line();
    }
}
