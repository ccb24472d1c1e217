package dev.waybill.format;

import dev.waybill.event.EventType;
import dev.waybill.format.column.Column;
import dev.waybill.format.column.Columns;
import dev.waybill.format.escape.JsonEscape;
import dev.waybill.format.json.JsonObjectEncoder;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.value.Value;
import dev.waybill.kind.format.JsonLinesTimestampSpec;
import java.util.List;

/**
 * A time, one separator, and the JSON object of {@link JsonLines}. The text of the time equals that of a key inside:
 * {@code occurred_at} in shape {@code nested}, {@code datetime} or else {@code occurred_at} in shape {@code flat},
 * {@code datetime} (downloads) or {@code event_at} (audit) in shape {@code cloudsmith}.
 */
public record JsonLinesTimestamp(JsonLinesTimestampSpec spec) implements TextLines {
    @Override
    public RowEncoder rowEncoder(EventType type) {
        List<Column> resolved = resolved(type);
        JsonObjectEncoder object = JsonObjectEncoder.of(spec.shape(), resolved);
        String key =
                spec.timeKey(type.leaves()).orElseThrow(() -> new IllegalArgumentException("columns hold no time"));
        Value time = resolved.stream()
                .filter(column -> column.name().equals(key))
                .findFirst()
                .orElseThrow()
                .value();
        return (event, out) -> {
            time.put(event, JsonEscape.INSTANCE, out);
            out.put(spec.separator().character());
            object.encode(event, out);
            out.put('\n');
        };
    }

    private List<Column> resolved(EventType type) {
        return Columns.of(spec.shape().columns(spec.columns(), type.leaves()), type);
    }
}
