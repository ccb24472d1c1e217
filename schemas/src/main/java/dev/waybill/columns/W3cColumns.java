package dev.waybill.columns;

import static dev.waybill.columns.ColumnTemplate.always;
import static dev.waybill.columns.ColumnTemplate.computed;
import static dev.waybill.columns.ColumnTemplate.field;
import static dev.waybill.columns.ColumnTemplate.firstOf;

import java.util.List;

/** The 33 fields of CloudFront's standard logs, version 1, append only. */
public final class W3cColumns {
    private static final List<ColumnTemplate> COLUMNS = List.of(
            always("date", ColumnType.TEXT, "Day on which it happened, UTC.", "occurred_at"),
            always("time", ColumnType.TEXT, "Time of the day, UTC, in seconds.", "occurred_at"),
            field("x-edge-location", "edge"),
            field("sc-bytes", "bytes"),
            field("c-ip", "ip_address"),
            field("cs-method", "method"),
            field("cs(Host)", "host"),
            computed("cs-uri-stem", ColumnType.TEXT, "The request's target before the first question mark.", "uri"),
            field("sc-status", "status"),
            computed("cs(Referer)", ColumnType.TEXT, "The header Referer.", "referer"),
            field("cs(User-Agent)", "user_agent.raw"),
            computed("cs-uri-query", ColumnType.TEXT, "The request's target behind the first question mark.", "uri"),
            field("cs(Cookie)", "cdn.cookie"),
            firstOf("x-edge-result-type", "How the edge answered.", "cdn.result_type", "edge_response", "cache_state"),
            firstOf("x-edge-request-id", "Id of the request.", "cdn.request_id", "request_id"),
            firstOf("x-host-header", "The host that the client asked for.", "cdn.host_header", "host"),
            computed(
                    "cs-protocol", ColumnType.TEXT, "The word https where the TLS version is known.", "s3.tls_version"),
            field("cs-bytes", "cdn.request_bytes"),
            computed("time-taken", ColumnType.DOUBLE, "How long it took, in seconds.", "time_taken_ms"),
            field("x-forwarded-for", "forwarded_for"),
            field("ssl-protocol", "s3.tls_version"),
            field("ssl-cipher", "s3.cipher_suite"),
            field("x-edge-response-result-type", "cdn.response_result_type"),
            field("cs-protocol-version", "protocol"),
            field("fle-status", "cdn.fle_status"),
            field("fle-encrypted-fields", "cdn.fle_encrypted_fields"),
            field("c-port", "cdn.client_port"),
            computed(
                    "time-to-first-byte",
                    ColumnType.DOUBLE,
                    "Until the first byte was sent, in seconds.",
                    "cdn.time_to_first_byte_ms"),
            field("x-edge-detailed-result-type", "cdn.detailed_result_type"),
            field("sc-content-type", "cdn.content_type"),
            field("sc-content-len", "cdn.content_length"),
            field("sc-range-start", "cdn.range_start"),
            field("sc-range-end", "cdn.range_end"));

    private W3cColumns() {}

    /** In the order of the header; columns whose fields these events lack are left out. */
    public static List<ColumnDefinition> of(EventLeaves leaves) {
        return ColumnTemplate.resolveAll(COLUMNS, leaves);
    }
}
