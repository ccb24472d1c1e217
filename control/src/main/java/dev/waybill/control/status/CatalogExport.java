package dev.waybill.control.status;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Fault;
import dev.waybill.catalog.snapshot.PauseEnd;
import dev.waybill.catalog.snapshot.Paused;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.spec.ExportSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the catalog says of one export.
 *
 * @param now what rules it; empty if its first version has not begun
 * @param next what follows; empty if nothing is known to
 * @param pauses what holds it back, the narrowest first
 * @param pauseEnds last pauses of the same scopes where those have ended, the narrowest first
 * @param fault the tenant's latest record, if it cannot be read: all else is from the last good one
 * @param spec with the destination that parts go to, after a redirect the new one; of the version that rules, or else of the one that does next, or did last
 * @param topics that may hold parts of it: of this spec, and of the version before; where parts wait that were parked, too
 */
public record CatalogExport(
        ExportId id,
        Optional<Rule> now,
        Optional<Rule> next,
        List<Paused> pauses,
        List<PauseEnd> pauseEnds,
        Optional<Fault> fault,
        ExportSpec spec,
        Set<String> topics) {
    public CatalogExport {
        pauses = List.copyOf(pauses);
        pauseEnds = List.copyOf(pauseEnds);
        topics = Set.copyOf(topics);
    }

    /** @return empty for an export that no version ever ruled */
    static Optional<CatalogExport> of(ExportId id, ExportRecord record, CatalogSnapshot catalog, Instant at) {
        List<Reign> reigns = record.reigns().list();
        if (reigns.isEmpty()) {
            return Optional.empty();
        }
        int begun =
                (int) reigns.stream().filter(reign -> !reign.from().isAfter(at)).count();
        List<String> versions = Stream.concat(
                        reigns.subList(0, begun).stream(),
                        reigns.subList(begun, reigns.size()).stream().limit(1))
                .filter(VersionReign.class::isInstance)
                .map(reign -> ((VersionReign) reign).version())
                .toList();
        List<ExportSpec> specs = versions.subList(Math.max(0, versions.size() - 2), versions.size()).stream()
                .map(version -> Objects.requireNonNull(record.versions().get(version))
                        .spec()
                        .withDestination(record.destination(version).orElseThrow()))
                .toList();
        boolean ruledNow = begun > 0 && reigns.get(begun - 1) instanceof VersionReign;
        boolean followed = begun < reigns.size() && reigns.get(begun) instanceof VersionReign;
        ExportSpec spec = specs.get(ruledNow && followed && specs.size() == 2 ? 0 : specs.size() - 1);
        return Optional.of(new CatalogExport(
                id,
                begun == 0 ? Optional.empty() : Optional.of(Rule.of(reigns.get(begun - 1))),
                begun == reigns.size() ? Optional.empty() : Optional.of(Rule.of(reigns.get(begun))),
                pauses(id, catalog),
                pauseEnds(id, catalog),
                catalog.tenant(id.tenant()).flatMap(TenantEntry::fault),
                spec,
                specs.stream().flatMap(CatalogExport::topics).collect(Collectors.toSet())));
    }

    /** Whether a version rules it, or will. */
    boolean isActive() {
        return Stream.concat(now.stream(), next.stream())
                .anyMatch(rule -> rule.version().isPresent());
    }

    /** What is parked is read from a topic of its own. */
    private static Stream<String> topics(ExportSpec spec) {
        return spec.delivery() == Delivery.SHARED
                ? Stream.of(spec.topic(), Topics.parked(spec.exportId()))
                : Stream.of(spec.topic());
    }

    private static List<PauseEnd> pauseEnds(ExportId id, CatalogSnapshot catalog) {
        return PauseScope.around(id)
                .flatMap(scope -> catalog.pauseEnds().stream()
                        .filter(ended -> ended.scope().equals(scope)))
                .toList();
    }

    private static List<Paused> pauses(ExportId id, CatalogSnapshot catalog) {
        Map<PauseScope, Paused> all =
                catalog.pauses().stream().collect(Collectors.toMap(Paused::scope, Function.identity()));
        return PauseScope.around(id)
                .flatMap(scope -> Stream.ofNullable(all.get(scope)))
                .toList();
    }
}
