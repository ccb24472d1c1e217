package dev.waybill.format;

import dev.waybill.columns.OcsfColumns;
import dev.waybill.event.EventType;
import dev.waybill.format.column.Column;
import dev.waybill.format.column.Columns;
import dev.waybill.format.column.EventFields;
import dev.waybill.format.column.EventOutcome;
import dev.waybill.format.column.OutcomeNumber;
import dev.waybill.format.value.ByText;
import dev.waybill.format.value.Constant;
import dev.waybill.format.value.EpochMillis;
import dev.waybill.format.value.FirstOf;
import dev.waybill.format.value.FixedNumber;
import dev.waybill.format.value.IntValue;
import dev.waybill.format.value.Value;
import dev.waybill.format.value.WhereAllNull;
import dev.waybill.format.value.WhereAny;
import dev.waybill.format.value.address.HostName;
import dev.waybill.format.value.address.IpText;
import dev.waybill.format.value.request.UriPart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Events in the Open Cybersecurity Schema Framework 1.3.0: downloads are HTTP Activity (class 4002), audit events API
 * Activity (class 6003). Every event has all attributes that its class and the objects in it require.
 */
final class OcsfMapping {
    private static final int HTTP_ACTIVITY = 4002;
    private static final int API_ACTIVITY = 6003;
    private static final int OTHER = 99;
    private static final String UNKNOWN = "unknown";
    /** Activities of HTTP Activity. */
    private static final Map<String, Integer> METHODS =
            Map.of("CONNECT", 1, "DELETE", 2, "GET", 3, "HEAD", 4, "OPTIONS", 5, "POST", 6, "PUT", 7, "TRACE", 8);
    /** Activities of API Activity. */
    private static final Map<String, Integer> KINDS = Map.of("create", 1, "read", 2, "update", 3, "delete", 4);

    private OcsfMapping() {}

    static List<Column> columns(EventType type) {
        EventFields fields = new EventFields(type);
        Map<String, Value> computed = new HashMap<>(common(fields));
        computed.putAll(type.field("event_kind").isPresent() ? api(fields) : http(fields));
        return Columns.of(OcsfColumns.of(type.leaves()), type, computed);
    }

    private static Map<String, Value> common(EventFields fields) {
        Value address = new IpText(fields.field("ip_address"), IpText.Family.ANY);
        Value name = new HostName(fields.field("ip_address"));
        return Map.of(
                "severity_id", new FixedNumber(1),
                "status_id", new OutcomeNumber(EventOutcome.of(fields.type())),
                "time", new EpochMillis(fields.type().occurredAt()),
                "metadata.version", new Constant("1.3.0"),
                "metadata.product.name", new Constant("Waybill"),
                "metadata.product.vendor_name", new Constant("Waybill"),
                "metadata.logged_time", new EpochMillis(fields.field("recorded_at")),
                "src_endpoint.ip", address,
                "src_endpoint.hostname", name,
                "src_endpoint.name", new WhereAllNull(UNKNOWN, List.of(address, name)));
    }

    private static Map<String, Value> http(EventFields fields) {
        Map<String, Value> http =
                new HashMap<>(classification(HTTP_ACTIVITY, new ByText(fields.field("method"), METHODS, OTHER, 0)));
        http.putAll(url(fields));
        http.put("metadata.profiles[]", new Constant("host"));
        Value nowhere = new WhereAllNull(UNKNOWN, List.of(new HostName(fields.field("host"))));
        http.put("dst_endpoint.svc_name", new FirstOf(fields.value("service_name"), nowhere));
        http.put("http_request.uid", new FirstOf(fields.value("request_id"), fields.value("event_id")));
        http.put("http_response.code", new FirstOf(new IntValue(fields.field("status")), new FixedNumber(0)));
        return http;
    }

    private static Map<String, Value> api(EventFields fields) {
        Map<String, Value> api =
                new HashMap<>(classification(API_ACTIVITY, new ByText(fields.field("event_kind"), KINDS, OTHER, 0)));
        api.putAll(url(fields));
        api.put("api.operation", new FirstOf(fields.value("event_type"), new Constant(UNKNOWN)));
        api.put(
                "actor.app_name",
                new WhereAllNull(UNKNOWN, List.of(fields.value("actor.identifier"), fields.value("actor.name"))));
        List<Value> names = List.of(fields.value("object.identifier"), fields.value("object.name"));
        api.put("resources[].type", new WhereAny(fields.value("object.kind"), names));
        return api;
    }

    private static Map<String, Value> classification(int classId, ByText activity) {
        return Map.of(
                "activity_id",
                activity,
                "category_uid",
                new FixedNumber(classId / 1_000),
                "class_uid",
                new FixedNumber(classId),
                "type_uid",
                activity.plus(classId * 100));
    }

    private static Map<String, Value> url(EventFields fields) {
        Value host = new HostName(fields.field("host"));
        return Map.of(
                "dst_endpoint.hostname", host,
                "http_request.url.hostname", new WhereAny(host, List.of(fields.value("uri"))),
                "http_request.url.path", new UriPart(fields.field("uri"), UriPart.Part.STEM),
                "http_request.url.query_string", new UriPart(fields.field("uri"), UriPart.Part.QUERY));
    }
}
