package dev.waybill.format;

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
    public String extension() {
        return compression.extension(name().extension());
    }

    @Override
    public String contentType() {
        return compression.contentType(name().contentType());
    }

    @Override
    public List<OptionProblem> check(EventType type) {
        return new EventFields(type).missing(name(), "event_id", "method", "status", "uri");
    }

    @Override
    public RowEncoder rowEncoder(EventType type) {
        SparseJson object = new SparseJson(columns(type));
        return (event, out) -> {
            object.encode(event, out);
            out.put('\n');
        };
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        return new TextPartWriter(Framing.LINES, compression, partSizeBytes, out);
    }

    private static List<Column> columns(EventType type) {
        EventFields fields = new EventFields(type);
        boolean audit = type.field("event_kind").isPresent();
        int classId = audit ? API_ACTIVITY : HTTP_ACTIVITY;
        ByText activity = audit
                ? new ByText(fields.field("event_kind"), KINDS, OTHER, 0)
                : new ByText(fields.field("method"), METHODS, OTHER, 0);
        SparseColumns columns = new SparseColumns(type)
                .value("activity_id", activity)
                .value("category_uid", new RawJson(Integer.toString(classId / 1_000)))
                .value("class_uid", new RawJson(Integer.toString(classId)))
                .value("type_uid", activity.plus(classId * 100))
                .value("severity_id", new RawJson("1"))
                .value("status_id", new ByStatus(fields.field("status"), "1", "2", "0"))
                .value("time", new EpochMillis(type.occurredAt()))
                .field("metadata.uid", "event_id")
                .value("metadata.version", new Constant("1.3.0"))
                .value("metadata.product.name", new Constant("Waybill"))
                .value("metadata.product.vendor_name", new Constant("Waybill"))
                .field("metadata.event_code", "event_type")
                .field("metadata.tenant_uid", "tenant")
                .firstOf("actor.user.uid", "user.identifier", "actor.identifier")
                .firstOf("actor.user.name", "user.username", "actor.name")
                .field("src_endpoint.ip", "ip_address")
                .field("src_endpoint.location.city", "location.city")
                .field("src_endpoint.location.country", "location.country_code")
                .field("dst_endpoint.hostname", "host")
                .field("http_request.http_method", "method")
                .field("http_request.referrer", "referer")
                .field("http_request.uid", "request_id")
                .field("http_request.user_agent", "user_agent.raw")
                .field("http_request.url.hostname", "host")
                .field("http_request.url.path", "uri", field -> new UriPart(field, UriPart.Part.STEM))
                .field("http_request.url.query_string", "uri", field -> new UriPart(field, UriPart.Part.QUERY))
                .field("http_response.code", "status")
                .field("http_response.length", "bytes");
        return audit
                ? columns.field("api.operation", "event_type")
                        .value("resources", resources(type))
                        .build()
                : columns.build();
    }

    private static Value resources(EventType type) {
        return ObjectList.of(new SparseColumns(type)
                .field("uid", "object.identifier")
                .field("name", "object.name")
                .field("type", "object.kind")
                .build());
    }
}
