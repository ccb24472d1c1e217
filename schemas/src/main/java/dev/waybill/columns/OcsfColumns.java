package dev.waybill.columns;

import static dev.waybill.columns.ColumnTemplate.always;
import static dev.waybill.columns.ColumnTemplate.computed;
import static dev.waybill.columns.ColumnTemplate.field;
import static dev.waybill.columns.ColumnTemplate.firstOf;

import java.util.List;
import java.util.stream.Stream;

/** The attributes of the Open Cybersecurity Schema Framework that events have, version 2, append only. */
public final class OcsfColumns {
    private static final String WHO_UNKNOWN = "The word unknown where nothing else says who it was.";

    private static final ColumnTemplate CLIENT_NAME = computed(
            "src_endpoint.hostname",
            ColumnType.TEXT,
            "Name of the client's host, in place of its address.",
            "ip_address");

    private static final ColumnTemplate HOST_NAME =
            computed("dst_endpoint.hostname", ColumnType.TEXT, "Host without its port, where it is a name.", "host");

    private static final ColumnTemplate URL_NAME = computed(
            "http_request.url.hostname",
            ColumnType.TEXT,
            "Host without its port, where it is a name and there is a target.",
            "host");

    private static final List<ColumnTemplate> EVENT = List.of(
            always("activity_id", ColumnType.INT, "Activity of the class; 0 unknown, 99 other."),
            always("category_uid", ColumnType.INT, "4 Network Activity, 6 Application Activity."),
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
            computed(
                    "metadata.logged_time",
                    ColumnType.LONG,
                    "When the producer wrote it, milliseconds since 1970.",
                    "recorded_at"),
            firstOf("actor.user.uid", "Id of who did it.", "user.identifier", "actor.identifier"),
            firstOf("actor.user.name", "Name of who did it.", "user.username", "actor.name"),
            computed("src_endpoint.ip", ColumnType.TEXT, "Client address, where it is one.", "ip_address"),
            computed("src_endpoint.name", ColumnType.TEXT, WHO_UNKNOWN, "ip_address"),
            field("src_endpoint.location.city", "location.city"),
            field("src_endpoint.location.country", "location.country_code"));

    private static final List<ColumnTemplate> HTTP = List.of(
            always("metadata.profiles[]", ColumnType.TEXT, "Always host, the profile that the actor is of."),
            HOST_NAME,
            computed(
                    "dst_endpoint.svc_name",
                    ColumnType.TEXT,
                    "Service that answered; the word unknown where no host is named either.",
                    "service_name"),
            field("http_request.http_method", "method"),
            field("http_request.referrer", "referer"),
            always(
                    "http_request.uid",
                    ColumnType.TEXT,
                    "Id of the request; that of the event if it has none.",
                    "request_id"),
            field("http_request.user_agent", "user_agent.raw"),
            URL_NAME,
            computed("http_request.url.path", ColumnType.TEXT, "The target before the first question mark.", "uri"),
            computed(
                    "http_request.url.query_string",
                    ColumnType.TEXT,
                    "The target behind the first question mark.",
                    "uri"),
            always("http_response.code", ColumnType.INT, "Status; 0 where it is unknown.", "status"),
            field("http_response.length", "bytes"),
            CLIENT_NAME);

    private static final List<ColumnTemplate> API = List.of(
            computed("actor.app_name", ColumnType.TEXT, WHO_UNKNOWN, "actor.identifier"),
            always("api.operation", ColumnType.TEXT, "Type of the event, or unknown.", "event_type"),
            ColumnTemplate.of(
                    "api.response.code", ColumnForm.INT32, ColumnType.INT, "Status of the HTTP response.", "status"),
            field("api.service.name", "service_name"),
            HOST_NAME,
            field("http_request.http_method", "method"),
            field("http_request.referrer", "referer"),
            field("http_request.uid", "request_id"),
            field("http_request.user_agent", "user_agent.raw"),
            URL_NAME,
            computed("http_request.url.path", ColumnType.TEXT, "The target before the first question mark.", "uri"),
            computed(
                    "http_request.url.query_string",
                    ColumnType.TEXT,
                    "The target behind the first question mark.",
                    "uri"),
            field("resources[].uid", "object.identifier"),
            field("resources[].name", "object.name"),
            computed(
                    "resources[].type",
                    ColumnType.TEXT,
                    "Kind of what was acted on, where that has a name.",
                    "object.kind"),
            CLIENT_NAME);

    private OcsfColumns() {}

    /** In the order of the objects' keys; columns whose fields these events lack are left out. */
    public static List<ColumnDefinition> of(EventLeaves leaves) {
        boolean audit = leaves.leaf("event_kind").isPresent();
        return Stream.of(EVENT, audit ? API : HTTP)
                .flatMap(templates -> ColumnTemplate.resolveAll(templates, leaves).stream())
                .toList();
    }
}
