package dev.waybill.columns;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys of Cloudsmith's JSON records and where their values come from, version 1, append only: the nested record of
 * its client log, and the record of its audit log API.
 */
final class CloudsmithColumns {
    private static final List<String> CLIENT = List.of(
            "bytes",
            "datetime",
            "edge",
            "edge_response",
            "eula",
            "format",
            "host",
            "ip_address",
            "location.city",
            "location.continent",
            "location.country",
            "location.country_code",
            "location.latitude",
            "location.longitude",
            "method",
            "namespace",
            "package.identifier",
            "package.name",
            "package.tags",
            "package.version",
            "recorded",
            "referer",
            "repository",
            "request_id",
            "status",
            "token",
            "uri",
            "user.identifier",
            "user.username",
            "user_agent.browser",
            "user_agent.device",
            "user_agent.os",
            "user_agent.raw");

    private static final Map<String, String> AUDIT = Map.ofEntries(
            Map.entry("actor", "actor.name"),
            Map.entry("actor_ip_address", "ip_address"),
            Map.entry("actor_kind", "actor.kind"),
            Map.entry("actor_location.city", "location.city"),
            Map.entry("actor_location.continent", "location.continent"),
            Map.entry("actor_location.country", "location.country"),
            Map.entry("actor_location.country_code", "location.country_code"),
            Map.entry("actor_location.latitude", "location.latitude"),
            Map.entry("actor_location.longitude", "location.longitude"),
            Map.entry("actor_slug_perm", "actor.slug"),
            Map.entry("actor_url", "actor.url"),
            Map.entry("context", "context"),
            Map.entry("event", "event_type"),
            Map.entry("event_at", "occurred_at"),
            Map.entry("object", "object.name"),
            Map.entry("object_kind", "object.kind"),
            Map.entry("object_slug_perm", "object.slug"),
            Map.entry("target", "target.name"),
            Map.entry("target_kind", "target.kind"),
            Map.entry("target_slug_perm", "target.slug"),
            Map.entry("uuid", "event_id"));

    private CloudsmithColumns() {}

    static List<OptionProblem> problems(EventLeaves leaves) {
        return of(leaves).isEmpty()
                ? List.of(new OptionProblem(
                        "shape",
                        "cloudsmith",
                        leaves.typeName()
                                + " events have neither the fields of Cloudsmith's client log nor of its audit log",
                        "use shape: nested or shape: flat"))
                : List.of();
    }

    /** Sorted by key; empty if these events have the fields of neither log. */
    static List<ColumnDefinition> of(EventLeaves leaves) {
        Map<String, String> client =
                CLIENT.stream().collect(Collectors.toMap(Function.identity(), CloudsmithColumns::clientSource));
        return Stream.of(AUDIT, client)
                .filter(keys -> keys.values().stream()
                        .allMatch(source -> NamedColumns.find(source, leaves).isPresent()))
                .findFirst()
                .map(keys -> columns(keys, leaves))
                .orElse(List.of());
    }

    private static List<ColumnDefinition> columns(Map<String, String> keys, EventLeaves leaves) {
        return new TreeMap<>(keys)
                .entrySet().stream()
                        .map(entry -> NamedColumns.find(entry.getValue(), leaves)
                                .orElseThrow()
                                .named(entry.getKey()))
                        .toList();
    }

    /** In the nested record the repository stands without its namespace, which has its own key. */
    private static String clientSource(String key) {
        return key.equals("repository") ? "repository_name" : key;
    }
}
