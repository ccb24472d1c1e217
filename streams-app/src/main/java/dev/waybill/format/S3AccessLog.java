package dev.waybill.format;

import dev.waybill.columns.LogLines;
import dev.waybill.event.EventType;
import dev.waybill.format.column.EventFields;
import dev.waybill.format.escape.PercentEscape;
import dev.waybill.format.line.LineEncoder;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.time.TimeStyle;
import dev.waybill.format.value.Escaped;
import dev.waybill.format.value.FirstOf;
import dev.waybill.format.value.Value;
import dev.waybill.format.value.Wrapped;
import dev.waybill.format.value.request.UriPart;
import dev.waybill.kind.format.S3AccessLogSpec;
import java.util.Map;

/**
 * Amazon S3's server access log, its 27 fields in its order, version 1. The operation is {@code REST.GET.OBJECT} or the
 * like where the event has none, the key is the path of the request. Keys are percent-encoded; elsewhere only quotes,
 * control characters and, outside quotes, spaces are.
 */
public record S3AccessLog(S3AccessLogSpec spec) implements TextLines {
    @Override
    public RowEncoder rowEncoder(EventType type) {
        EventFields fields = new EventFields(type);
        Value operation =
                new FirstOf(fields.value("s3.operation"), new Wrapped("REST.", fields.value("method"), ".OBJECT"));
        Value key = new FirstOf(
                new Escaped(fields.value("s3.key"), PercentEscape.KEY),
                new Escaped(new UriPart(fields.field("uri"), UriPart.Part.KEY), PercentEscape.URL));
        Map<String, Value> computed = Map.of(
                "time",
                fields.time(TimeStyle.APACHE),
                "operation",
                operation,
                "key",
                key,
                "request_uri",
                fields.request(fields.value("uri")));
        return LineEncoder.of(
                LogLines.of(spec.name(), type.leaves()).orElseThrow(),
                type,
                computed,
                PercentEscape.BARE,
                PercentEscape.QUOTED);
    }
}
