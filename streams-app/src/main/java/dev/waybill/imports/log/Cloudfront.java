package dev.waybill.imports.log;

import static java.util.Map.entry;

import dev.waybill.imports.line.ClientField;
import dev.waybill.imports.line.ForwardedField;
import dev.waybill.imports.line.LineEscape;
import dev.waybill.imports.line.LineField;
import dev.waybill.imports.line.NumberField;
import dev.waybill.imports.line.StatusField;
import dev.waybill.imports.line.TargetField;
import dev.waybill.imports.line.TextField;
import java.util.Map;

/**
 * Amazon CloudFront's standard log, and the format {@code w3c} of exports: tabs between fields, times in seconds, fields
 * percent-encoded once more unless they hold a URL. Source: "Standard log file fields" in its developer guide.
 */
public record Cloudfront() implements LogFormat {
    private static final Map<String, LogColumn> COLUMNS = Map.ofEntries(
            text("x-edge-location", "edge"),
            encoded("sc-bytes", NumberField.of("number of bytes", "bytes")),
            encoded("c-ip", new ClientField("c-ip")),
            encoded("cs-method", new TargetField(TargetField.Part.METHOD)),
            text("cs(host)", "host"),
            url("cs-uri-stem", new TargetField(TargetField.Part.PATH)),
            encoded("sc-status", new StatusField()),
            url("cs(referer)", new TextField("referer", "referer")),
            text("cs(user-agent)", "user_agent.raw"),
            url("cs-uri-query", new TargetField(TargetField.Part.QUERY)),
            text("cs(cookie)", "cdn.cookie"),
            text("x-edge-result-type", "cdn.result_type"),
            text("x-edge-request-id", "cdn.request_id"),
            text("x-host-header", "cdn.host_header"),
            encoded("cs-bytes", NumberField.of("cs-bytes", "cdn.request_bytes")),
            encoded("time-taken", NumberField.seconds("time-taken", "time_taken_ms")),
            encoded("x-forwarded-for", new ForwardedField()),
            text("ssl-protocol", "s3.tls_version"),
            text("ssl-cipher", "s3.cipher_suite"),
            text("x-edge-response-result-type", "cdn.response_result_type"),
            encoded("cs-protocol-version", new TargetField(TargetField.Part.PROTOCOL)),
            text("fle-status", "cdn.fle_status"),
            text("fle-encrypted-fields", "cdn.fle_encrypted_fields"),
            encoded("c-port", NumberField.of("c-port", "cdn.client_port")),
            encoded("time-to-first-byte", NumberField.seconds("time-to-first-byte", "cdn.time_to_first_byte_ms")),
            text("x-edge-detailed-result-type", "cdn.detailed_result_type"),
            text("sc-content-type", "cdn.content_type"),
            encoded("sc-content-len", NumberField.of("sc-content-len", "cdn.content_length")),
            encoded("sc-range-start", NumberField.of("sc-range-start", "cdn.range_start")),
            encoded("sc-range-end", NumberField.of("sc-range-end", "cdn.range_end")));

    @Override
    public LineParser parser() {
        return new ExtendedLog(
                COLUMNS, '\t', names -> names.contains("x-edge-location"), "the #Fields line is not CloudFront's");
    }

    private static Map.Entry<String, LogColumn> text(String column, String path) {
        return encoded(column, new TextField(column, path));
    }

    private static Map.Entry<String, LogColumn> encoded(String column, LineField field) {
        return entry(column, new LogColumn(field, LineEscape.PERCENT));
    }

    private static Map.Entry<String, LogColumn> url(String column, LineField field) {
        return entry(column, new LogColumn(field, LineEscape.NONE));
    }
}
