package dev.waybill.columns;

import static dev.waybill.columns.ColumnTemplate.always;
import static dev.waybill.columns.ColumnTemplate.computed;
import static dev.waybill.columns.ColumnTemplate.field;
import static dev.waybill.columns.ColumnTemplate.firstOf;

import java.util.List;

/** The attributes of the Open Cybersecurity Schema Framework that events have, version 1, append only. */
public final class OcsfColumns {
    private static final List<ColumnTemplate> COLUMNS = List.of(
            always("activity_id", ColumnType.INT, "Activity of the class."),
            always("category_uid", ColumnType.INT, "Category of the class."),
            always("class_uid", ColumnType.INT, "4002 HTTP Activity, 6003 API Activity."),
            always("type_uid", ColumnType.LONG, "class_uid times 100, and activity_id."),
            always("severity_id", ColumnType.INT, "Always 1, informational."),
            always("status_id", ColumnType.INT, "1 success, 2 failure, 0 unknown.", "status"),
            always("time", ColumnType.LONG, "When it happened, milliseconds since 1970.", "occurred_at"),
            field("metadata.uid", "event_id"),
            always("metadata.version", ColumnType.TEXT, "Version of the schema."),
            always("metadata.product.name", ColumnType.TEXT, "Always Waybill."),
            always("metadata.product.vendor_name", ColumnType.TEXT, "Always Waybill."),
            field("metadata.event_code", "event_type"),
            field("metadata.tenant_uid", "tenant"),
            firstOf("actor.user.uid", "Id of who did it.", "user.identifier", "actor.identifier"),
            firstOf("actor.user.name", "Name of who did it.", "user.username", "actor.name"),
            field("src_endpoint.ip", "ip_address"),
            field("src_endpoint.location.city", "location.city"),
            field("src_endpoint.location.country", "location.country_code"),
            field("dst_endpoint.hostname", "host"),
            field("http_request.http_method", "method"),
            field("http_request.referrer", "referer"),
            field("http_request.uid", "request_id"),
            field("http_request.user_agent", "user_agent.raw"),
            field("http_request.url.hostname", "host"),
            computed("http_request.url.path", ColumnType.TEXT, "The target before the first question mark.", "uri"),
            computed(
                    "http_request.url.query_string",
                    ColumnType.TEXT,
                    "The target behind the first question mark.",
                    "uri"),
            field("http_response.code", "status"),
            field("http_response.length", "bytes"));
    private static final List<ColumnTemplate> AUDIT = List.of(
            field("api.operation", "event_type"),
            field("resources[].uid", "object.identifier"),
            field("resources[].name", "object.name"),
            field("resources[].type", "object.kind"));

    private OcsfColumns() {}

    /** In the order of the objects' keys; columns whose fields these events lack are left out. */
    public static List<ColumnDefinition> of(EventLeaves leaves) {
        boolean audit = leaves.leaf("event_kind").isPresent();
        List<ColumnDefinition> common = ColumnTemplate.resolveAll(COLUMNS, leaves);
        return audit
                ? java.util.stream.Stream.concat(common.stream(), ColumnTemplate.resolveAll(AUDIT, leaves).stream())
                        .toList()
                : common;
    }
}
