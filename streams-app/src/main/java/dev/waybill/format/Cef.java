package dev.waybill.format;

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
    public String extension() {
        return compression.extension(name().extension());
    }

    @Override
    public String contentType() {
        return compression.contentType(name().contentType());
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
        for (Column column : extension(type)) {
            line.optional(" " + column.name() + "=", column.value(), CefEscape.EXTENSION);
        }
        return line.build();
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        return new TextPartWriter(Framing.LINES, compression, partSizeBytes, out);
    }

    private static List<Column> extension(EventType type) {
        return new SparseColumns(type)
                .field("externalId", "event_id")
                .field("src", "ip_address")
                .firstOf("suid", "user.identifier", "actor.identifier")
                .firstOf("suser", "user.username", "actor.name")
                .field("dhost", "host")
                .field("request", "uri")
                .field("requestMethod", "method")
                .field("requestClientApplication", "user_agent.raw")
                .field("requestContext", "referer")
                .field("out", "bytes")
                .field("outcome", "status")
                .field("cat", "event_group")
                .field("cs1Label=tenant cs1", "tenant")
                .field("cs2Label=namespace cs2", "namespace")
                .field("cs3Label=repository cs3", "repository")
                .field("cs4Label=objectKind cs4", "object.kind")
                .field("cs5Label=objectId cs5", "object.identifier")
                .field("cs6Label=requestId cs6", "request_id")
                .build();
    }

    private static void checkName(String option, String value) {
        if (value.isBlank() || value.length() > MAX_NAME) {
            throw new IllegalArgumentException(option + " must have 1 to " + MAX_NAME + " characters");
        }
    }
}
