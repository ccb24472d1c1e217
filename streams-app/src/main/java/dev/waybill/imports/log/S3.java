package dev.waybill.imports.log;

import dev.waybill.imports.line.ClientField;
import dev.waybill.imports.line.LineEscape;
import dev.waybill.imports.line.LineField;
import dev.waybill.imports.line.LineTemplate;
import dev.waybill.imports.line.NumberField;
import dev.waybill.imports.line.PercentField;
import dev.waybill.imports.line.RequestField;
import dev.waybill.imports.line.RequesterField;
import dev.waybill.imports.line.StatusField;
import dev.waybill.imports.line.TextField;
import dev.waybill.imports.line.TimeField;
import dev.waybill.imports.line.TrailingFields;
import dev.waybill.imports.line.time.CommonLogTime;
import java.util.List;
import java.util.Optional;

/**
 * Amazon S3's server access log, and the format {@code s3-access-log} of exports. Fields that were added later may be
 * missing, and more may follow. Source: "Amazon S3 server access log format" in its user guide.
 */
public record S3() implements LogFormat {
    private static final List<LineField> TRAILING = List.of(
            text("version id", "s3.version_id"),
            text("host id", "s3.host_id"),
            text("signature version", "s3.signature_version"),
            text("cipher suite", "s3.cipher_suite"),
            text("authentication type", "s3.authentication_type"),
            text("host header", "host"),
            text("TLS version", "s3.tls_version"),
            text("access point", "s3.access_point_arn"),
            text("ACL required", "s3.acl_required"),
            text("source region", "s3.source_region"));

    private static final LineTemplate TEMPLATE = template();

    @Override
    public LineParser parser() {
        return line -> Optional.of(TEMPLATE.parse(line));
    }

    private static LineTemplate template() {
        LineTemplate.Builder line = LineTemplate.escapedBy(LineEscape.NONE);
        line.field(text("bucket owner", "s3.bucket_owner"));
        line.text(" ").field(text("bucket", "s3.bucket"));
        line.text(" [").field(new TimeField(new CommonLogTime())).text("]");
        line.text(" ").field(new ClientField("remote IP"));
        line.text(" ").field(new RequesterField());
        line.text(" ").field(text("request id", "request_id"));
        line.text(" ").field(text("operation", "s3.operation"));
        line.text(" ").field(new PercentField("key", "s3.key"));
        line.text(" \"").field(new RequestField()).text("\"");
        line.text(" ").field(new StatusField());
        line.text(" ").field(text("error code", "s3.error_code"));
        line.text(" ").field(NumberField.of("number of bytes", "bytes"));
        line.text(" ").field(NumberField.of("object size", "s3.object_size"));
        line.text(" ").field(NumberField.of("total time", "time_taken_ms"));
        line.text(" ").field(NumberField.of("turn-around time", "s3.turn_around_ms"));
        line.text(" \"").field(text("referer", "referer")).text("\"");
        line.text(" \"").field(text("user agent", "user_agent.raw")).text("\"");
        line.text(" ").field(new TrailingFields(TRAILING));
        return line.build();
    }

    private static LineField text(String name, String path) {
        return new TextField(name, path);
    }
}
