package dev.waybill.format;

import dev.waybill.columns.ColumnOption;
import dev.waybill.columns.OptionProblem;
import dev.waybill.columns.Shape;
import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import dev.waybill.format.column.Columns;
import dev.waybill.format.compress.Compression;
import dev.waybill.format.json.JsonObject;
import dev.waybill.format.line.Framing;
import dev.waybill.format.line.TextPartWriter;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * One JSON array per part, with one object per line; {@code []} where there is no event.
 *
 * @param shape which keys a record has
 * @param columns {@code default}, {@code all}, {@code lakefs}, or names and dotted paths
 */
public record JsonArray(Shape shape, List<String> columns, Compression compression) implements OutputFormat {
    public static final JsonArray DEFAULT = new JsonArray(Shape.NESTED, ColumnOption.DEFAULT, Compression.GZIP);

    public JsonArray {
        columns = ColumnOption.checked(columns);
    }

    @Override
    public FormatName name() {
        return FormatName.JSON_ARRAY;
    }

    @Override
    public List<OptionProblem> check(EventType type) {
        return shape.problems(columns, Columns.leaves(type));
    }

    @Override
    public RowEncoder rowEncoder(EventType type) {
        return JsonObject.of(shape, Columns.of(shape.columns(columns, Columns.leaves(type)), type));
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        return new TextPartWriter(Framing.JSON_ARRAY, compression, partSizeBytes, out);
    }
}
