package dev.waybill.columns;

import static dev.waybill.columns.ColumnTemplate.field;
import static dev.waybill.columns.ColumnTemplate.firstOf;

import java.util.LinkedHashMap;
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

    private static final Map<String, ColumnTemplate> TEMPLATES = byName(
            ColumnTemplate.of(
                    "datetime",
                    ColumnForm.TIME_SECONDS,
                    ColumnType.TIME_TEXT,
                    "When it happened, in seconds with the offset +00:00.",
                    "occurred_at"),
            ColumnTemplate.of(
                    "recorded",
                    ColumnForm.TIME_MICROS,
                    ColumnType.TIME_TEXT,
                    "When the producer wrote the record, in microseconds with the offset +00:00.",
                    "recorded_at"),
            ColumnTemplate.of(
                    "repository",
                    ColumnForm.JOINED,
                    ColumnType.TEXT,
                    "Namespace and repository with a slash between; one of them alone if the other is null.",
                    "namespace",
                    "repository"),
            firstOf("actor", "Name of who did it; the id where there is no name.", "actor.name", "actor.identifier"),
            field("data_user", "user.identifier", "actor.identifier"),
            ColumnTemplate.of(
                    "data_status_code",
                    ColumnForm.INT32,
                    ColumnType.INT,
                    "Status code of the HTTP response, 32 bits.",
                    "status"),
            ColumnTemplate.of(
                    "data_time",
                    ColumnForm.TIME_ISO,
                    ColumnType.TIME_TEXT,
                    "When it happened, as text.",
                    "occurred_at"),
            field("city", "location.city"),
            field("country", "location.country_code"),
            field("package", "package.identifier"),
            field("token", "token.identifier"),
            field("user", "user.identifier"),
            field("user_agent", "user_agent.raw"),
            field("repository_name", "repository"),
            field("actor_kind", "actor.kind"),
            field("object_kind", "object.kind"),
            field("object_id", "object.identifier"),
            field("source_ip", "ip_address"),
            field("data_repository", "repository"),
            field("data_ref", "ref"),
            field("data_service_name", "service_name"),
            field("data_request_id", "request_id"),
            field("data_path", "uri"),
            field("data_operation_id", "operation_id"),
            field("data_method", "method"));

    private NamedColumns() {}

    /** The names that these events have a column for. */
    static Stream<String> names(EventLeaves leaves) {
        return TEMPLATES.values().stream()
                .filter(template -> template.resolve(leaves).isPresent())
                .map(ColumnTemplate::name);
    }

    /** The list behind {@code default} whose columns these events have; empty if they have neither's. */
    static List<String> defaults(EventLeaves leaves) {
        return Stream.of(AUDIT, DOWNLOAD)
                .filter(list ->
                        list.stream().allMatch(name -> find(name, leaves).isPresent()))
                .findFirst()
                .orElse(List.of());
    }

    /** The column of this name, or else the field of this path. */
    static Optional<ColumnDefinition> find(String name, EventLeaves leaves) {
        return Optional.ofNullable(TEMPLATES.get(name))
                .flatMap(template -> template.resolve(leaves))
                .or(() -> leaves.leaf(name).map(ColumnDefinition::of));
    }

    private static Map<String, ColumnTemplate> byName(ColumnTemplate... templates) {
        Map<String, ColumnTemplate> byName = new LinkedHashMap<>();
        for (ColumnTemplate template : templates) {
            byName.put(template.name(), template);
        }
        return byName;
    }
}
