package dev.waybill.format;

import dev.waybill.columns.ColumnDefinition;
import dev.waybill.columns.W3cColumns;
import dev.waybill.event.EventType;
import dev.waybill.format.column.Column;
import dev.waybill.format.column.Columns;
import dev.waybill.format.column.EventFields;
import dev.waybill.format.escape.PercentEscape;
import dev.waybill.format.line.Framing;
import dev.waybill.format.line.LogLine;
import dev.waybill.format.line.TextPartWriter;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.time.TimeStyle;
import dev.waybill.format.value.Escaped;
import dev.waybill.format.value.SecondsValue;
import dev.waybill.format.value.TextWhere;
import dev.waybill.format.value.Value;
import dev.waybill.format.value.request.UriPart;
import dev.waybill.kind.format.W3cSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The W3C extended log format with the 33 fields of CloudFront's standard logs, version 1: two header lines, then fields
 * with tabs between them. Spaces, control characters, characters beyond ASCII and those that CloudFront's
 * documentation lists are percent-encoded; a percent sign is not in fields that hold a URL.
 */
public record W3c(W3cSpec spec) implements OutputFormat {
    @Override
    public RowEncoder rowEncoder(EventType type) {
        LogLine line = new LogLine();
        String separator = "";
        for (Column column : Columns.of(W3cColumns.of(type.leaves()), type, computed(new EventFields(type)))) {
            line.text(separator).field(column.value(), PercentEscape.CLOUDFRONT);
            separator = "	";
        }
        return line.build();
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        String header = W3cColumns.of(type.leaves()).stream()
                .map(ColumnDefinition::name)
                .collect(Collectors.joining(" ", "#Version: 1.0\n#Fields: ", "\n"));
        return new TextPartWriter(Framing.header(header), spec.compression(), partSizeBytes, out);
    }

    private static Map<String, Value> computed(EventFields fields) {
        return Map.ofEntries(
                Map.entry("date", fields.time(TimeStyle.DATE)),
                Map.entry("time", fields.time(TimeStyle.CLOCK)),
                Map.entry("cs-uri-stem", url(new UriPart(fields.field("uri"), UriPart.Part.STEM))),
                Map.entry("cs-uri-query", url(new UriPart(fields.field("uri"), UriPart.Part.QUERY))),
                Map.entry("cs(Referer)", url(fields.value("referer"))),
                Map.entry("cs-protocol", new TextWhere(fields.field("s3.tls_version"), "https")),
                Map.entry("time-taken", new SecondsValue(fields.field("time_taken_ms"))),
                Map.entry("time-to-first-byte", new SecondsValue(fields.field("cdn.time_to_first_byte_ms"))));
    }

    private static Value url(Value value) {
        return new Escaped(value, PercentEscape.URL);
    }
}
