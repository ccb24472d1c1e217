package dev.waybill.control.status;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.record.UnreadableSpec;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * @param spec of the version that rules, or else of the one that does next, or did last, with the destination that parts go to,
 *     after a redirect the new one; empty if this program cannot read it
 * @param topics that may hold parts of it: of this spec, and of the version before; where parts wait that were parked, too
 * @param unreadable versions among these that this program cannot read
 */
public record CatalogExport(
        ExportId id,
        Optional<Rule> now,
        Optional<Rule> next,
        List<Paused> pauses,
        List<PauseEnd> pauseEnds,
        Optional<Fault> fault,
        Optional<ExportSpec> spec,
        Set<String> topics,
        List<UnreadableSpec> unreadable) {
    public CatalogExport {
        pauses = List.copyOf(pauses);
        pauseEnds = List.copyOf(pauseEnds);
        topics = Set.copyOf(topics);
        unreadable = List.copyOf(unreadable);
    }

    /** @return empty for an export that no version ever ruled */
    public static Optional<CatalogExport> of(ExportId id, ExportRecord record, CatalogSnapshot catalog, Instant at) {
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
                .filter(record.versions()::containsKey)
                .toList();
        List<UnreadableSpec> unreadable = new ArrayList<>();
        List<Optional<ExportSpec>> specs = versions.subList(Math.max(0, versions.size() - 2), versions.size()).stream()
                .map(version -> record.version(version)
                        .spec(why -> unreadable.add(UnreadableSpec.of(id, version, why)))
                        .map(spec ->
                                spec.withDestination(record.destination(version).orElseThrow())))
                .toList();
        boolean ruledNow = begun > 0 && reigns.get(begun - 1) instanceof VersionReign;
        boolean followed = begun < reigns.size() && reigns.get(begun) instanceof VersionReign;
        Optional<ExportSpec> spec = specs.get(ruledNow && followed && specs.size() == 2 ? 0 : specs.size() - 1);
        return Optional.of(new CatalogExport(
                id,
                begun == 0 ? Optional.empty() : Optional.of(Rule.of(reigns.get(begun - 1))),
                begun == reigns.size() ? Optional.empty() : Optional.of(Rule.of(reigns.get(begun))),
                pauses(id, catalog),
                pauseEnds(id, catalog),
                catalog.tenant(id.tenant()).flatMap(TenantEntry::fault),
                spec,
                specs.stream()
                        .flatMap(found -> found.map(CatalogExport::topics).orElseGet(() -> anyTopics(id)))
                        .collect(Collectors.toSet()),
                unreadable));
    }

    /** Whether a version rules it, or will. */
    public boolean isActive() {
        return Stream.concat(now.stream(), next.stream())
                .anyMatch(rule -> rule.version().isPresent());
    }

    /** What is parked is read from a topic of its own. */
    private static Stream<String> topics(ExportSpec spec) {
        return spec.delivery() == Delivery.SHARED
                ? Stream.of(spec.topic(), Topics.parked(spec.exportId()))
                : Stream.of(spec.topic());
    }

    /** Of a spec that cannot be read: all that it may mean. */
    private static Stream<String> anyTopics(ExportId id) {
        return Stream.of(Topics.dedicated(id), Topics.SHARED_DELIVERY, Topics.parked(id));
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
