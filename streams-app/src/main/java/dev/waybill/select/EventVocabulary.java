package dev.waybill.select;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The documented event types and their groups, as package repositories name them in their audit reports. A platform may
 * publish others; those are selected with a pattern.
 */
public final class EventVocabulary {
    private static final Map<String, List<String>> GROUPS = groups();

    private EventVocabulary() {}

    /** All names that stand for event types: the groups and the types. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(GROUPS.keySet());
        GROUPS.values().forEach(names::addAll);
        return names;
    }

    /** The types of the group with this name. */
    static Optional<List<String>> group(String name) {
        return Optional.ofNullable(GROUPS.get(name));
    }

    static boolean isType(String name) {
        return GROUPS.values().stream().anyMatch(types -> types.contains(name));
    }

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put(
                "artifact",
                List.of(
                        "artifact_copied",
                        "artifact_downloaded",
                        "artifact_generated",
                        "artifact_metadata_updated",
                        "artifact_registered",
                        "artifact_removed",
                        "artifact_skipped",
                        "artifact_view_refreshed"));
        groups.put("authentication", List.of("auto_role_added", "auto_role_deleted", "auto_role_updated"));
        groups.put("build", List.of("build_channel_cve_notification"));
        groups.put(
                "channel",
                List.of(
                        "channel_created",
                        "channel_cve_count_update",
                        "channel_deleted",
                        "channel_group_added",
                        "channel_group_deleted",
                        "channel_refresh_complete",
                        "channel_reindex",
                        "channel_unfrozen",
                        "channel_updated"));
        groups.put("cve", List.of("cve_deleted", "cve_update_finished", "cve_updated"));
        groups.put("group", List.of("group_user_added", "group_user_deleted"));
        groups.put("mirror", List.of("mirror_deleted", "mirror_registered", "mirror_updated"));
        groups.put(
                "mirroring",
                List.of("mirroring_completed", "mirroring_failed", "mirroring_started", "mirroring_stopped"));
        groups.put("report", List.of("report_generated"));
        groups.put("sbom", List.of("sbom_deleted", "sbom_updated"));
        groups.put(
                "user",
                List.of(
                        "user_token_created",
                        "user_token_metadata_updated",
                        "user_token_revoked",
                        "user_token_updated"));
        return Collections.unmodifiableMap(groups);
    }
}
