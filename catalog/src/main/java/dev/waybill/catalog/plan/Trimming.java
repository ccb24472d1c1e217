package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.LastEvents;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.kind.ExportKinds;
import dev.waybill.spec.ExportSpec;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which versions nobody needs any more: each of their reigns ended so long ago that no event of it can come, and none is left
 * in the input; and nothing of them is open, undelivered or parked. The version that ruled last stays in any case, since it is
 * what an export is compared with that comes back; so does one with a key, since an epoch has one key for ever.
 */
public final class Trimming {
    private final LastEvents lastEvents;
    private final TrimEvidence evidence;
    private final Instant at;

    /**
     * @param settings of the catalog
     * @param at the brokers' time
     */
    public Trimming(Optional<SettingsRecord> settings, TrimEvidence evidence, Instant at) {
        this.lastEvents = LastEvents.under(settings);
        this.evidence = evidence;
        this.at = at;
    }

    /** The exports of a record of which evidence is worth looking for: what has a version of which no event comes any more. */
    public List<ExportId> candidates(TenantRecord tenant) {
        return tenant.exports().entrySet().stream()
                .filter(export -> !longOver(export.getValue(), source -> Optional.of(Duration.ZERO))
                        .isEmpty())
                .map(export -> new ExportId(tenant.tenant(), export.getKey()))
                .toList();
    }

    /** The record without the specs that nobody needs. */
    TenantRecord of(TenantRecord tenant) {
        SortedMap<String, ExportRecord> exports = new TreeMap<>();
        tenant.exports().forEach((id, export) -> exports.put(id, of(new ExportId(tenant.tenant(), id), export)));
        return new TenantRecord(tenant.tenant(), tenant.externalId(), tenant.changed(), exports, tenant.unknown());
    }

    private ExportRecord of(ExportId id, ExportRecord export) {
        Collection<Window> unsettled = evidence.unsettled().get(id);
        if (unsettled == null) {
            return export;
        }
        Set<String> unneeded = longOver(
                export, source -> Optional.ofNullable(evidence.retention().get(source)));
        unneeded.removeIf(version -> reigns(export, version).stream()
                .anyMatch(reign -> unsettled.stream().anyMatch(window -> isOf(window, reign))));
        return unneeded.isEmpty() ? export : export.trimmed(unneeded);
    }

    private static boolean isOf(Window window, Ruled reign) {
        return window.end().isAfter(reign.from())
                && reign.until().filter(end -> !window.start().isBefore(end)).isEmpty();
    }

    private Set<String> longOver(ExportRecord export, Function<Source, Optional<Duration>> retention) {
        Optional<String> last = export.lastThatRuled().map(SpecVersion::id);
        return export.versions().values().stream()
                .filter(version -> !last.equals(Optional.of(version.id())))
                .filter(version -> version.spec(unreadable -> {})
                        .filter(spec -> !hasKey(spec))
                        .flatMap(spec -> retention
                                .apply(spec.source())
                                .map(kept -> isLongOver(spec, reigns(export, version.id()), kept)))
                        .orElse(false))
                .map(SpecVersion::id)
                .collect(Collectors.toSet());
    }

    private boolean isLongOver(ExportSpec spec, List<Ruled> reigns, Duration kept) {
        return reigns.stream()
                .allMatch(reign -> reign.until()
                        .filter(end -> !lastEvents.until(spec, end).plus(kept).isAfter(at))
                        .isPresent());
    }

    private static boolean hasKey(ExportSpec spec) {
        return ExportKinds.redactions(spec).stream()
                .anyMatch(step -> step.keyReference().isPresent());
    }

    private static List<Ruled> reigns(ExportRecord export, String version) {
        return export.reigns().ofVersions().stream()
                .filter(reign -> reign.version().equals(version))
                .toList();
    }
}
