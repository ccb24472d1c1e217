package dev.waybill.format;

import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Columns whose name is not the path of a field, and the lists behind {@code columns: default}; frozen, append only. */
final class NamedColumns {
    /** Cloudsmith's client log, twenty columns, version 1. */
    static final List<String> DOWNLOAD = List.of(
            "datetime",
            "repository",
            "status",
            "method",
            "uri",
            "host",
            "ip_address",
            "bytes",
            "city",
            "country",
            "edge",
            "eula",
            "format",
            "package",
            "recorded",
            "referer",
            "request_id",
            "token",
            "user",
            "user_agent");

    /** An audit list for Anaconda's event names, version 1; the vendor publishes no columns. */
    static final List<String> AUDIT = List.of(
            "event_id",
            "event_group",
            "event_type",
            "occurred_at",
            "actor",
            "actor_kind",
            "object_kind",
            "object_id",
            "channel",
            "source_ip",
            "detail");

    /** lakeFS's audit log, ten columns, version 1. */
    static final List<String> LAKEFS = List.of(
            "data_user",
            "data_repository",
            "data_ref",
            "data_status_code",
            "data_service_name",
            "data_request_id",
            "data_path",
            "data_operation_id",
            "data_method",
            "data_time");

    private static final Map<String, String> PATHS = Map.ofEntries(
            Map.entry("city", "location.city"),
            Map.entry("country", "location.country_code"),
            Map.entry("package", "package.identifier"),
            Map.entry("token", "token.identifier"),
            Map.entry("user", "user.identifier"),
            Map.entry("user_agent", "user_agent.raw"),
            Map.entry("repository_name", "repository"),
            Map.entry("actor_kind", "actor.kind"),
            Map.entry("object_kind", "object.kind"),
            Map.entry("object_id", "object.identifier"),
            Map.entry("source_ip", "ip_address"),
            Map.entry("data_repository", "repository"),
            Map.entry("data_ref", "ref"),
            Map.entry("data_service_name", "service_name"),
            Map.entry("data_request_id", "request_id"),
            Map.entry("data_path", "uri"),
            Map.entry("data_operation_id", "operation_id"),
            Map.entry("data_method", "method"));

    private static final List<String> COMPUTED =
            List.of("datetime", "recorded", "repository", "actor", "data_user", "data_status_code", "data_time");

    private NamedColumns() {}

    static Stream<String> names() {
        return Stream.concat(COMPUTED.stream(), PATHS.keySet().stream().sorted());
    }

    /** The list behind {@code default} whose fields this type has; empty if it has neither's. */
    static List<String> defaults(EventType type) {
        return Stream.of(AUDIT, DOWNLOAD)
                .filter(list -> list.stream()
                        .allMatch(name ->
                                find(name, type).isPresent() || type.field(name).isPresent()))
                .findFirst()
                .orElse(List.of());
    }

    static Optional<Value> find(String name, EventType type) {
        return switch (name) {
            case "datetime" -> Optional.of(new TimeValue(type.occurredAt(), TimeStyle.OFFSET_SECONDS));
            case "recorded" -> type.field("recorded_at").map(field -> new TimeValue(field, TimeStyle.OFFSET_MICROS));
            case "repository" ->
                both(type, "namespace", "repository").map(pair -> PathValue.of(pair.get(0), pair.get(1)));
            case "actor" ->
                both(type, "actor.name", "actor.identifier")
                        .map(pair -> new FirstOf(Value.of(pair.get(0)), Value.of(pair.get(1))));
            case "data_user" ->
                type.field("user.identifier")
                        .or(() -> type.field("actor.identifier"))
                        .map(Value::of);
            case "data_status_code" -> type.field("status").map(IntValue::new);
            case "data_time" -> Optional.of(new Wrapped("", new TimeValue(type.occurredAt(), TimeStyle.ISO), ""));
            default -> Optional.ofNullable(PATHS.get(name)).flatMap(type::field).map(Value::of);
        };
    }

    private static Optional<List<Field>> both(EventType type, String first, String second) {
        return type.field(first).flatMap(a -> type.field(second).map(b -> List.of(a, b)));
    }
}
