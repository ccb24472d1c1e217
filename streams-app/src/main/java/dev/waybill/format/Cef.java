package dev.waybill.format;

import dev.waybill.columns.CefColumns;
import dev.waybill.columns.ColumnDefinition;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.format.column.Column;
import dev.waybill.format.column.Columns;
import dev.waybill.format.column.EventFields;
import dev.waybill.format.column.EventOutcome;
import dev.waybill.format.column.OutcomeWord;
import dev.waybill.format.escape.CefEscape;
import dev.waybill.format.line.LogLine;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.value.Constant;
import dev.waybill.format.value.EpochMillis;
import dev.waybill.format.value.FirstOf;
import dev.waybill.format.value.Shortened;
import dev.waybill.format.value.Utf8Constant;
import dev.waybill.format.value.Value;
import dev.waybill.format.value.address.HostName;
import dev.waybill.format.value.address.IpText;
import dev.waybill.kind.format.CefSpec;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * ArcSight's Common Event Format, one event per line without a syslog header, version 2 of our mapping. The class id and
 * the name are the event's type. In the extension, line ends are escaped; other control characters become spaces. What is
 * null is left out, and text is cut at the length that ArcSight's dictionary of keys gives it.
 */
public record Cef(CefSpec spec) implements TextLines {
    private static final int MAX_CLASS_ID = 1023;
    private static final int MAX_EVENT_NAME = 512;
    /** How many characters the texts of the extension may have, by key; from ArcSight's dictionary. */
    private static final Map<String, Integer> LIMITS = Map.ofEntries(
            Map.entry("externalId", 40),
            Map.entry("suid", 1023),
            Map.entry("suser", 1023),
            Map.entry("dhost", 1023),
            Map.entry("request", 1023),
            Map.entry("requestMethod", 1023),
            Map.entry("requestClientApplication", 1023),
            Map.entry("requestContext", 2048),
            Map.entry("cat", 1023),
            Map.entry("cs1", 4000),
            Map.entry("cs2", 4000),
            Map.entry("cs3", 4000),
            Map.entry("cs4", 4000),
            Map.entry("cs5", 4000),
            Map.entry("cs6", 4000));

    @Override
    public RowEncoder rowEncoder(EventType type) {
        EventFields fields = new EventFields(type);
        LogLine line = new LogLine()
                .text("CEF:0|")
                .field(new Utf8Constant(spec.vendor()), CefEscape.HEADER)
                .text("|")
                .field(new Utf8Constant(spec.product()), CefEscape.HEADER)
                .text("|2|")
                .field(eventType(fields, MAX_CLASS_ID), CefEscape.HEADER)
                .text("|")
                .field(eventType(fields, MAX_EVENT_NAME), CefEscape.HEADER)
                .text("|2|rt=")
                .field(new EpochMillis(type.occurredAt()), CefEscape.EXTENSION);
        for (Column column : Columns.of(CefColumns.extension(type.leaves()), type, special(fields))) {
            line.optional(" " + column.name() + "=", column.value(), CefEscape.EXTENSION);
        }
        return line.build();
    }

    private static Value eventType(EventFields fields, int characters) {
        return new FirstOf(new Shortened(fields.field("event_type"), characters), new Constant("unknown"));
    }

    private static Map<String, Value> special(EventFields fields) {
        Map<String, Value> special = new HashMap<>();
        for (ColumnDefinition column : CefColumns.extension(fields.type().leaves())) {
            @Nullable Integer limit = LIMITS.get(column.name().replaceFirst(".* ", ""));
            if (limit != null) {
                Value value = column.paths().stream()
                        .map(path -> (Value) new Shortened(fields.field(path), limit))
                        .reduce(FirstOf::new)
                        .orElseThrow();
                special.put(column.name(), value);
            }
        }
        Field address = fields.field("ip_address");
        special.put("src", new IpText(address, IpText.Family.V4));
        special.put("c6a2Label=Source IPv6 Address c6a2", new IpText(address, IpText.Family.V6));
        special.put("shost", new HostName(address));
        special.put("outcome", new OutcomeWord(EventOutcome.of(fields.type()), ""));
        return special;
    }
}
