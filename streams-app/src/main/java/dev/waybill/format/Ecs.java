package dev.waybill.format;

import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * One JSON object per line with the field names of the Elastic Common Schema 8.11, version 1 of our mapping. What is
 * null is left out.
 */
public record Ecs(Compression compression) implements OutputFormat {
    public static final Ecs DEFAULT = new Ecs(Compression.GZIP);

    @Override
    public FormatName name() {
        return FormatName.ECS;
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
        return new EventFields(type).missing(name(), "event_id", "event_type", "status", "uri");
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
        boolean audit = type.field("event_kind").isPresent();
        Field status = new EventFields(type).field("status");
        return new SparseColumns(type)
                .field("@timestamp", "occurred_at")
                .value("ecs.version", new Constant("8.11.0"))
                .field("event.id", "event_id")
                .value("event.kind", new Constant("event"))
                .value("event.category", new RawJson(audit ? "[\"configuration\"]" : "[\"web\"]"))
                .value("event.type", new RawJson(audit ? "[\"info\"]" : "[\"access\"]"))
                .field("event.action", "event_type")
                .value("event.outcome", new ByStatus(status, "\"success\"", "\"failure\"", "\"unknown\""))
                .field("source.ip", "ip_address")
                .field("source.geo.city_name", "location.city")
                .field("source.geo.country_name", "location.country")
                .field("source.geo.country_iso_code", "location.country_code")
                .firstOf("user.id", "user.identifier", "actor.identifier")
                .firstOf("user.name", "user.username", "actor.name")
                .field("http.request.id", "request_id")
                .field("http.request.method", "method")
                .field("http.request.referrer", "referer")
                .field("http.response.status_code", "status")
                .field("http.response.bytes", "bytes")
                .field("url.domain", "host")
                .field("url.original", "uri")
                .field("url.path", "uri", field -> new UriPart(field, UriPart.Part.STEM))
                .field("url.query", "uri", field -> new UriPart(field, UriPart.Part.QUERY))
                .field("user_agent.original", "user_agent.raw")
                .field("package.name", "package.name")
                .field("package.version", "package.version")
                .field("labels.namespace", "namespace")
                .field("labels.repository", "repository")
                .field("organization.id", "tenant")
                .build();
    }
}
