package dev.waybill.format;

import dev.waybill.event.EventType;
import dev.waybill.format.column.Columns;
import dev.waybill.format.json.JsonObjectEncoder;
import dev.waybill.format.line.Framing;
import dev.waybill.format.line.TextPartWriter;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.kind.format.JsonArraySpec;
import java.io.IOException;
import java.io.OutputStream;

/**
 * One JSON array per part, with one object per line; {@code []} where there is no event.
 */
public record JsonArray(JsonArraySpec spec) implements OutputFormat {
    @Override
    public RowEncoder rowEncoder(EventType type) {
        return JsonObjectEncoder.of(
                spec.shape(), Columns.of(spec.shape().columns(spec.columns(), type.leaves()), type));
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        return new TextPartWriter(Framing.JSON_ARRAY, spec.compression(), partSizeBytes, out);
    }
}
