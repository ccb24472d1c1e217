package dev.waybill.format;

import dev.waybill.contract.FormatName;
import dev.waybill.event.EventType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The W3C extended log format with the 33 fields of CloudFront's standard logs, version 1: two header lines, then fields
 * with tabs between them. Spaces, control characters, characters beyond ASCII and those that CloudFront's
 * documentation lists are percent-encoded; a percent sign is not in fields that hold a URL.
 */
public record W3c(Compression compression) implements OutputFormat {
    public static final W3c DEFAULT = new W3c(Compression.GZIP);

    private static final String[] FIELDS = {"method", "uri", "bytes", "edge", "cdn.result_type", "s3.tls_version"};

    /**
     * @param name in the header
     * @param source dotted path of the event's field, or the name itself for those that are computed
     */
    private record Source(String name, String source) {}

    private static final List<Source> COLUMNS = List.of(
            new Source("date", "date"),
            new Source("time", "time"),
            new Source("x-edge-location", "edge"),
            new Source("sc-bytes", "bytes"),
            new Source("c-ip", "ip_address"),
            new Source("cs-method", "method"),
            new Source("cs(Host)", "host"),
            new Source("cs-uri-stem", "cs-uri-stem"),
            new Source("sc-status", "status"),
            new Source("cs(Referer)", "cs(Referer)"),
            new Source("cs(User-Agent)", "user_agent.raw"),
            new Source("cs-uri-query", "cs-uri-query"),
            new Source("cs(Cookie)", "cdn.cookie"),
            new Source("x-edge-result-type", "x-edge-result-type"),
            new Source("x-edge-request-id", "x-edge-request-id"),
            new Source("x-host-header", "x-host-header"),
            new Source("cs-protocol", "cs-protocol"),
            new Source("cs-bytes", "cdn.request_bytes"),
            new Source("time-taken", "time-taken"),
            new Source("x-forwarded-for", "forwarded_for"),
            new Source("ssl-protocol", "s3.tls_version"),
            new Source("ssl-cipher", "s3.cipher_suite"),
            new Source("x-edge-response-result-type", "cdn.response_result_type"),
            new Source("cs-protocol-version", "protocol"),
            new Source("fle-status", "cdn.fle_status"),
            new Source("fle-encrypted-fields", "cdn.fle_encrypted_fields"),
            new Source("c-port", "cdn.client_port"),
            new Source("time-to-first-byte", "time-to-first-byte"),
            new Source("x-edge-detailed-result-type", "cdn.detailed_result_type"),
            new Source("sc-content-type", "cdn.content_type"),
            new Source("sc-content-len", "cdn.content_length"),
            new Source("sc-range-start", "cdn.range_start"),
            new Source("sc-range-end", "cdn.range_end"));

    private static final String HEADER =
            COLUMNS.stream().map(Source::name).collect(Collectors.joining(" ", "#Version: 1.0\n#Fields: ", "\n"));

    @Override
    public FormatName name() {
        return FormatName.W3C;
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
        Map<String, Value> computed = computed(fields);
        LogLine line = new LogLine();
        for (int i = 0; i < COLUMNS.size(); i++) {
            if (i > 0) {
                line.text("\t");
            }
            String source = COLUMNS.get(i).source();
            Value value = computed.get(source);
            line.field(value == null ? fields.value(source) : value, PercentEscape.CLOUDFRONT);
        }
        return line.build();
    }

    @Override
    public PartWriter open(EventType type, int partSizeBytes, OutputStream out) throws IOException {
        return new TextPartWriter(Framing.header(HEADER), compression, partSizeBytes, out);
    }

    private static Map<String, Value> computed(EventFields fields) {
        return Map.ofEntries(
                Map.entry("date", fields.time(TimeStyle.DATE)),
                Map.entry("time", fields.time(TimeStyle.CLOCK)),
                Map.entry("cs-uri-stem", url(new UriPart(fields.field("uri"), UriPart.Part.STEM))),
                Map.entry("cs-uri-query", url(new UriPart(fields.field("uri"), UriPart.Part.QUERY))),
                Map.entry("cs(Referer)", url(fields.value("referer"))),
                Map.entry("x-edge-result-type", fields.firstOf("cdn.result_type", "edge_response", "cache_state")),
                Map.entry("x-edge-request-id", fields.firstOf("cdn.request_id", "request_id")),
                Map.entry("x-host-header", fields.firstOf("cdn.host_header", "host")),
                Map.entry("cs-protocol", new TextWhere(fields.field("s3.tls_version"), "https")),
                Map.entry("time-taken", new SecondsValue(fields.field("time_taken_ms"))),
                Map.entry("time-to-first-byte", new SecondsValue(fields.field("cdn.time_to_first_byte_ms"))));
    }

    private static Value url(Value value) {
        return new Escaped(value, PercentEscape.URL);
    }
}
