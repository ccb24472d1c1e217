package dev.waybill.format;

import dev.waybill.columns.OcsfColumns;
import dev.waybill.columns.OptionProblem;
import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * One JSON object per line in the Open Cybersecurity Schema Framework 1.3.0, version 1 of our mapping: downloads are
 * HTTP Activity (class 4002), audit events API Activity (class 6003). What is null is left out.
 */
public record Ocsf(Compression compression) implements OutputFormat {
    public static final Ocsf DEFAULT = new Ocsf(Compression.GZIP);

    private static final int HTTP_ACTIVITY = 4002;
    private static final int API_ACTIVITY = 6003;
    private static final int OTHER = 99;
    /** Activities of HTTP Activity. */
    private static final Map<String, Integer> METHODS =
            Map.of("CONNECT", 1, "DELETE", 2, "GET", 3, "HEAD", 4, "OPTIONS", 5, "POST", 6, "PUT", 7, "TRACE", 8);
    /** Activities of API Activity. */
    private static final Map<String, Integer> KINDS = Map.of("create", 1, "read", 2, "update", 3, "delete", 4);

    @Override
    public FormatName name() {
        return FormatName.OCSF;
    }

    @Override
    public List<OptionProblem> check(EventType type) {
        return new EventFields(type).missing(name(), "event_id", "method", "status", "uri");
    }

    @Override
    public RowEncoder rowEncoder(EventType type) {
        return new SparseJson(Columns.of(OcsfColumns.of(Columns.leaves(type)), type, computed(type))).line();
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        return new TextPartWriter(Framing.LINES, compression, partSizeBytes, out);
    }

    private static Map<String, Value> computed(EventType type) {
        EventFields fields = new EventFields(type);
        boolean audit = type.field("event_kind").isPresent();
        int classId = audit ? API_ACTIVITY : HTTP_ACTIVITY;
        ByText activity = audit
                ? new ByText(fields.field("event_kind"), KINDS, OTHER, 0)
                : new ByText(fields.field("method"), METHODS, OTHER, 0);
        return Map.ofEntries(
                Map.entry("activity_id", activity),
                Map.entry("category_uid", new RawJson(Integer.toString(classId / 1_000))),
                Map.entry("class_uid", new RawJson(Integer.toString(classId))),
                Map.entry("type_uid", activity.plus(classId * 100)),
                Map.entry("severity_id", new RawJson("1")),
                Map.entry("status_id", new ByStatus(fields.field("status"), "1", "2", "0")),
                Map.entry("time", new EpochMillis(type.occurredAt())),
                Map.entry("metadata.version", new Constant("1.3.0")),
                Map.entry("metadata.product.name", new Constant("Waybill")),
                Map.entry("metadata.product.vendor_name", new Constant("Waybill")),
                Map.entry("http_request.url.path", new UriPart(fields.field("uri"), UriPart.Part.STEM)),
                Map.entry("http_request.url.query_string", new UriPart(fields.field("uri"), UriPart.Part.QUERY)));
    }
}
