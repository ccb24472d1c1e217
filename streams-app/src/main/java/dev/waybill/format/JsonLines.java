package dev.waybill.format;

import dev.waybill.event.EventType;
import dev.waybill.format.column.Columns;
import dev.waybill.format.json.JsonObjectEncoder;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.kind.format.JsonLinesSpec;

/**
 * One JSON object (RFC 8259) per line, without a header. Keys are sorted, nulls explicit, numbers are numbers.
 */
public record JsonLines(JsonLinesSpec spec) implements TextLines {
    @Override
    public RowEncoder rowEncoder(EventType type) {
        return JsonObjectEncoder.of(spec.shape(), Columns.of(spec.shape().columns(spec.columns(), type.leaves()), type))
                .line();
    }
}
