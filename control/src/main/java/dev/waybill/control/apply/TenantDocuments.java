package dev.waybill.control.apply;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.catalog.reign.Ending;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.Vacancy;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.contract.ExportId;
import dev.waybill.render.FileChange;
import dev.waybill.render.IamRendering;
import dev.waybill.render.Platform;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The IAM documents that follow from a tenant's record. What is wrong with them was reported when its specs were rendered. */
public final class TenantDocuments {
    private TenantDocuments() {}

    /** What the documents follow from and cannot be read: without it they would grant too little. */
    static List<UnreadableSpec> unreadable(TenantRecord record) {
        List<UnreadableSpec> unreadable = new ArrayList<>();
        record.exports()
                .forEach((id, export) -> standing(export)
                        .ifPresent(version -> version.spec(why -> unreadable.add(
                                UnreadableSpec.of(new ExportId(record.tenant(), id), version.id(), why)))));
        return unreadable;
    }

    /** @param after of which nothing is {@link #unreadable} */
    static SortedMap<String, FileChange> changes(
            Optional<TenantRecord> before, Platform platformBefore, TenantRecord after, Platform platformAfter) {
        Map<String, String> old = before.<Map<String, String>>map(record -> of(record, platformBefore))
                .orElse(Map.of());
        Map<String, String> now = of(after, platformAfter);
        SortedMap<String, FileChange> changes = new TreeMap<>();
        old.forEach((name, text) -> {
            String next = now.getOrDefault(name, "");
            if (!text.equals(next)) {
                changes.put(name, new FileChange(text, next));
            }
        });
        now.forEach((name, text) -> {
            if (!old.containsKey(name)) {
                changes.put(name, new FileChange("", text));
            }
        });
        return changes;
    }

    /** All of them, by name. */
    static SortedMap<String, String> of(TenantRecord record, Platform platform) {
        ExternalIds ids = new ExternalIds(Map.of(record.tenant(), record.externalId()));
        return new TreeMap<>(
                IamRendering.of(record.tenant(), standing(record), platform, ids, problem -> {}, path -> {}));
    }

    /** The specs that the documents are for: those that rule last, and of exports that are switched off those that did. */
    public static List<ExportSpec> standing(TenantRecord record) {
        return record.exports().values().stream()
                .flatMap(export -> standing(export).stream()
                        .flatMap(version -> version.spec(any -> {}).stream())
                        .map(spec -> spec.withEnabled(export.last().isPresent())))
                .toList();
    }

    /** The version that rules last; of an export that is switched off the one that did, for it is meant to come back. */
    private static Optional<SpecVersion> standing(ExportRecord export) {
        List<Reign> reigns = export.reigns().list();
        for (int i = reigns.size() - 1; i >= 0; i--) {
            if (reigns.get(i) instanceof VersionReign reign) {
                return Optional.of(Objects.requireNonNull(export.versions().get(reign.version())));
            }
            if (((Vacancy) reigns.get(i)).ending() == Ending.REMOVED) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
