package dev.waybill.columns;

import static dev.waybill.columns.ColumnTemplate.always;
import static dev.waybill.columns.ColumnTemplate.computed;
import static dev.waybill.columns.ColumnTemplate.field;

import dev.waybill.contract.FormatName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The access log formats that have neither header nor keys: what stands in which place, version 1, append only. */
public final class LogLines {
    private static final String TIME = "When it happened, as 04/Mar/2026:05:06:07 +0000.";
    private static final Item TIME_STAMP = new Item(always("time", ColumnType.TEXT, TIME, "occurred_at"), "[", "]");
    private static final Item REQUEST = quoted(computed(
            "request", ColumnType.TEXT, "Method, target and protocol of the request.", "method", "uri", "protocol"));

    private static final List<Item> COMMON = List.of(
            bare(field("ip_address", "ip_address")),
            bare(always("ident", ColumnType.TEXT, "Always a hyphen.")),
            bare(field("user", "user.identifier")),
            TIME_STAMP,
            REQUEST,
            bare(field("status", "status")),
            bare(field("bytes", "bytes")));

    private static final List<Item> COMBINED =
            with(COMMON, quoted(field("referer", "referer")), quoted(field("user_agent", "user_agent.raw")));

    private static final List<Item> CLOUDSMITH = List.of(
            bare(field("ip_address", "ip_address")),
            bare(always("ident", ColumnType.TEXT, "Always a hyphen.")),
            bare(computed("principal", ColumnType.TEXT, "Id of the token behind t-.", "token.identifier")),
            TIME_STAMP,
            quoted(computed("request", ColumnType.TEXT, "Method and target of the request.", "method", "uri")),
            bare(field("status", "status")),
            bare(field("bytes", "bytes")),
            bare(field("referer", "referer")),
            quoted(field("user_agent", "user_agent.raw")),
            new Item(always("eula", ColumnType.TEXT, "State of the licence agreement, or none.", "eula"), "eula:", ""));

    private static final List<Item> S3 = List.of(
            bare(field("bucket_owner", "s3.bucket_owner")),
            bare(field("bucket", "s3.bucket")),
            TIME_STAMP,
            bare(field("remote_ip", "ip_address")),
            bare(field("requester", "s3.requester")),
            bare(field("request_id", "request_id")),
            bare(computed(
                    "operation",
                    ColumnType.TEXT,
                    "S3's name of the operation, REST.GET.OBJECT.",
                    "s3.operation",
                    "method")),
            bare(computed("key", ColumnType.TEXT, "Key of the object, percent-encoded.", "s3.key", "uri")),
            REQUEST.named("request_uri"),
            bare(field("http_status", "status")),
            bare(field("error_code", "s3.error_code")),
            bare(field("bytes_sent", "bytes")),
            bare(field("object_size", "s3.object_size")),
            bare(field("total_time", "time_taken_ms")),
            bare(field("turn_around_time", "s3.turn_around_ms")),
            quoted(field("referer", "referer")),
            quoted(field("user_agent", "user_agent.raw")),
            bare(field("version_id", "s3.version_id")),
            bare(field("host_id", "s3.host_id")),
            bare(field("signature_version", "s3.signature_version")),
            bare(field("cipher_suite", "s3.cipher_suite")),
            bare(field("authentication_type", "s3.authentication_type")),
            bare(field("host_header", "host")),
            bare(field("tls_version", "s3.tls_version")),
            bare(field("access_point_arn", "s3.access_point_arn")),
            bare(field("acl_required", "s3.acl_required")),
            bare(field("source_region", "s3.source_region")));

    private LogLines() {}

    /**
     * The line of a format for these events; columns whose fields they lack are left out.
     *
     * @return empty if the format's lines are made in another way
     */
    public static Optional<LineSyntax> of(FormatName format, EventLeaves leaves) {
        return switch (format) {
            case APACHE_COMMON -> Optional.of(syntax(COMMON, leaves, " ", true));
            case APACHE_COMBINED -> Optional.of(syntax(COMBINED, leaves, " ", true));
            case APACHE_CLOUDSMITH -> Optional.of(syntax(CLOUDSMITH, leaves, "\t", true));
            case S3_ACCESS_LOG -> Optional.of(syntax(S3, leaves, " ", false));
            default -> Optional.empty();
        };
    }

    private static LineSyntax syntax(List<Item> items, EventLeaves leaves, String separator, boolean backslashEscapes) {
        List<LineColumn> columns = items.stream()
                .flatMap(
                        item -> item
                                .template()
                                .resolve(leaves)
                                .map(column -> new LineColumn(column, item.before(), item.after()))
                                .stream())
                .toList();
        return new LineSyntax(columns, separator, backslashEscapes);
    }

    private static Item bare(ColumnTemplate template) {
        return new Item(template, "", "");
    }

    private static Item quoted(ColumnTemplate template) {
        return new Item(template, "\"", "\"");
    }

    private static List<Item> with(List<Item> items, Item... more) {
        List<Item> all = new ArrayList<>(items);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    private record Item(ColumnTemplate template, String before, String after) {
        Item named(String name) {
            ColumnTemplate other = new ColumnTemplate(
                    name,
                    template.form(),
                    template.type(),
                    template.paths(),
                    template.nullable(),
                    template.description());
            return new Item(other, before, after);
        }
    }
}
