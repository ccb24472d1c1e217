package dev.waybill.columns;

import static dev.waybill.columns.ColumnTemplate.always;
import static dev.waybill.columns.ColumnTemplate.computed;
import static dev.waybill.columns.ColumnTemplate.field;
import static dev.waybill.columns.ColumnTemplate.firstOf;

import java.util.List;

/** What lines of the Common Event Format hold, version 2, append only. */
public final class CefColumns {
    private static final List<ColumnTemplate> HEADER = List.of(
            always("cef_version", ColumnType.TEXT, "Always 0."),
            always("device_vendor", ColumnType.TEXT, "The option vendor."),
            always("device_product", ColumnType.TEXT, "The option product."),
            always("device_version", ColumnType.TEXT, "Version of the mapping."),
            always("device_event_class_id", ColumnType.TEXT, "Type of the event."),
            always("name", ColumnType.TEXT, "Type of the event."),
            always("severity", ColumnType.TEXT, "Always 2."),
            always("extension", ColumnType.TEXT, "Pairs of key and value with spaces between."));

    private static final List<ColumnTemplate> EXTENSION = List.of(
            field("externalId", "event_id"),
            computed("src", ColumnType.TEXT, "Client address, IPv4.", "ip_address"),
            computed("c6a2Label=Source IPv6 Address c6a2", ColumnType.TEXT, "Client address, IPv6.", "ip_address"),
            firstOf("suid", "Id of who did it.", "user.identifier", "actor.identifier"),
            firstOf("suser", "Name of who did it.", "user.username", "actor.name"),
            field("dhost", "host"),
            field("request", "uri"),
            field("requestMethod", "method"),
            field("requestClientApplication", "user_agent.raw"),
            field("requestContext", "referer"),
            field("out", "bytes"),
            computed("outcome", ColumnType.TEXT, "success or failure.", "status"),
            field("cn1Label=status cn1", "status"),
            field("cat", "event_group"),
            field("cs1Label=tenant cs1", "tenant"),
            field("cs2Label=namespace cs2", "namespace"),
            field("cs3Label=repository cs3", "repository"),
            field("cs4Label=objectKind cs4", "object.kind"),
            field("cs5Label=objectId cs5", "object.identifier"),
            field("cs6Label=requestId cs6", "request_id"),
            computed("shost", ColumnType.TEXT, "Name of the client's host, in place of its address.", "ip_address"));

    private CefColumns() {}

    /** The parts of the header and, as one, the extension. */
    public static List<ColumnDefinition> header() {
        return ColumnTemplate.resolveAll(HEADER, new EventLeaves("", List.of()));
    }

    /** Keys of the extension behind {@code rt}; those whose fields these events lack are left out. */
    public static List<ColumnDefinition> extension(EventLeaves leaves) {
        return ColumnTemplate.resolveAll(EXTENSION, leaves);
    }
}
