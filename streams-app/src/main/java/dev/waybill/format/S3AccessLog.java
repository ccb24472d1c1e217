package dev.waybill.format;

import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Amazon S3's server access log, its 27 fields in its order, version 1. The operation is {@code REST.GET.OBJECT} or the
 * like where the event has none, the key is the path of the request. Keys are percent-encoded; elsewhere only quotes,
 * control characters and, outside quotes, spaces are.
 */
public record S3AccessLog(Compression compression) implements OutputFormat {
    public static final S3AccessLog DEFAULT = new S3AccessLog(Compression.GZIP);

    private static final String[] FIELDS = {"method", "uri", "bytes", "s3.operation", "s3.key"};

    @Override
    public FormatName name() {
        return FormatName.S3_ACCESS_LOG;
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
        return new EventFields(type).missing(name(), FIELDS);
    }

    @Override
    public RowEncoder rowEncoder(EventType type) {
        EventFields fields = new EventFields(type);
        Value operation =
                new FirstOf(fields.value("s3.operation"), new Wrapped("REST.", fields.value("method"), ".OBJECT"));
        Value key = new FirstOf(
                new Escaped(fields.value("s3.key"), PercentEscape.KEY),
                new Escaped(new UriPart(fields.field("uri"), UriPart.Part.KEY), PercentEscape.URL));
        LogLine line = new LogLine();
        bare(line, fields, "s3.bucket_owner", "s3.bucket");
        line.text("[").field(fields.time(TimeStyle.APACHE), PercentEscape.BARE).text("] ");
        bare(line, fields, "ip_address", "s3.requester", "request_id");
        line.field(operation, PercentEscape.BARE).text(" ");
        line.field(key, PercentEscape.BARE).text(" ");
        line.text("\"").field(fields.request(), PercentEscape.QUOTED).text("\" ");
        bare(line, fields, "status", "s3.error_code", "bytes", "s3.object_size", "time_taken_ms", "s3.turn_around_ms");
        line.text("\"").field(fields.value("referer"), PercentEscape.QUOTED).text("\" ");
        line.text("\"")
                .field(fields.value("user_agent.raw"), PercentEscape.QUOTED)
                .text("\" ");
        bare(line, fields, "s3.version_id", "s3.host_id", "s3.signature_version", "s3.cipher_suite");
        bare(line, fields, "s3.authentication_type", "host", "s3.tls_version", "s3.access_point_arn");
        bare(line, fields, "s3.acl_required");
        return line.field(fields.value("s3.source_region"), PercentEscape.BARE).build();
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        return new TextPartWriter(Framing.LINES, compression, partSizeBytes, out);
    }

    private static void bare(LogLine line, EventFields fields, String... paths) {
        for (String path : paths) {
            line.field(fields.value(path), PercentEscape.BARE).text(" ");
        }
    }
}
