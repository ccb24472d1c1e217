package dev.waybill.format;

import dev.waybill.columns.CefColumns;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * ArcSight's Common Event Format, one event per line without a syslog header, version 1 of our mapping. The class id and
 * the name are the event's type. In the extension, line ends are escaped and other control characters become spaces; what
 * is null is left out.
 *
 * @param vendor device vendor, 1 to 63 characters
 * @param product device product, 1 to 63 characters
 */
public record Cef(String vendor, String product, Compression compression) implements OutputFormat {
    public static final Cef DEFAULT = new Cef("Waybill", "Waybill", Compression.GZIP);

    private static final int MAX_NAME = 63;

    public Cef {
        checkName("vendor", vendor);
        checkName("product", product);
    }

    @Override
    public FormatName name() {
        return FormatName.CEF;
    }

    @Override
    public List<OptionProblem> check(EventType type) {
        return new EventFields(type).missing(name(), "event_id", "event_type", "method", "status", "uri");
    }

    @Override
    public RowEncoder rowEncoder(EventType type) {
        Value eventType = new FirstOf(new EventFields(type).value("event_type"), new Constant("unknown"));
        LogLine line = new LogLine()
                .text("CEF:0|")
                .field(new Utf8Constant(vendor), CefEscape.HEADER)
                .text("|")
                .field(new Utf8Constant(product), CefEscape.HEADER)
                .text("|1|")
                .field(eventType, CefEscape.HEADER)
                .text("|")
                .field(eventType, CefEscape.HEADER)
                .text("|2|rt=")
                .field(new EpochMillis(type.occurredAt()), CefEscape.EXTENSION);
        for (Column column : Columns.of(CefColumns.extension(Columns.leaves(type)), type)) {
            line.optional(" " + column.name() + "=", column.value(), CefEscape.EXTENSION);
        }
        return line.build();
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        return new TextPartWriter(Framing.LINES, compression, partSizeBytes, out);
    }

    private static void checkName(String option, String value) {
        if (value.isBlank() || value.length() > MAX_NAME) {
            throw new IllegalArgumentException(option + " must have 1 to " + MAX_NAME + " characters");
        }
    }
}
