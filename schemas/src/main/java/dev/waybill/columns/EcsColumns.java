package dev.waybill.columns;

import static dev.waybill.columns.ColumnTemplate.always;
import static dev.waybill.columns.ColumnTemplate.computed;
import static dev.waybill.columns.ColumnTemplate.field;
import static dev.waybill.columns.ColumnTemplate.firstOf;

import java.util.List;

/** The fields of the Elastic Common Schema that events have, version 2, append only. */
public final class EcsColumns {
    private static final List<ColumnTemplate> COLUMNS = List.of(
            field("@timestamp", "occurred_at"),
            always("ecs.version", ColumnType.TEXT, "Version of the schema."),
            field("event.id", "event_id"),
            always("event.kind", ColumnType.TEXT, "Always event."),
            always("event.category[]", ColumnType.TEXT, "web for downloads, configuration for audit events."),
            always("event.type[]", ColumnType.TEXT, "access, creation, change, deletion or info."),
            field("event.action", "event_type"),
            always("event.outcome", ColumnType.TEXT, "success, failure or unknown.", "status"),
            computed("source.ip", ColumnType.TEXT, "Client address, where it is one.", "ip_address"),
            field("source.geo.city_name", "location.city"),
            field("source.geo.country_name", "location.country"),
            field("source.geo.country_iso_code", "location.country_code"),
            firstOf("user.id", "Id of who did it.", "user.identifier", "actor.identifier"),
            firstOf("user.name", "Name of who did it.", "user.username", "actor.name"),
            field("http.request.id", "request_id"),
            field("http.request.method", "method"),
            field("http.request.referrer", "referer"),
            field("http.response.status_code", "status"),
            field("http.response.bytes", "bytes"),
            field("http.response.body.bytes", "bytes"),
            field("url.domain", "host"),
            field("url.original", "uri"),
            computed("url.path", ColumnType.TEXT, "The target before the first question mark.", "uri"),
            computed("url.query", ColumnType.TEXT, "The target behind the first question mark.", "uri"),
            field("user_agent.original", "user_agent.raw"),
            field("package.name", "package.name"),
            field("package.version", "package.version"),
            field("labels.namespace", "namespace"),
            field("labels.repository", "repository"),
            field("organization.id", "tenant"),
            computed(
                    "source.domain",
                    ColumnType.TEXT,
                    "Name of the client's host, in place of its address.",
                    "ip_address"),
            computed(
                    "source.address",
                    ColumnType.TEXT,
                    "What the producer has for an address, where that is anything but an address alone.",
                    "ip_address"));

    private EcsColumns() {}

    /** In the order of the objects' keys; columns whose fields these events lack are left out. */
    public static List<ColumnDefinition> of(EventLeaves leaves) {
        return ColumnTemplate.resolveAll(COLUMNS, leaves);
    }
}
