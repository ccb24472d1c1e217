package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.Discard;
import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantKey;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.catalog.reign.Ending;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.Reigns;
import dev.waybill.catalog.reign.Vacancy;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Fault;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.Destination;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Compares a wish with the catalog. Planning what was applied gives an empty plan. */
public final class Planner {
    private final CatalogSnapshot catalog;
    private final Wish wish;
    private final UnaryOperator<String> newExternalId;
    private final List<Problem> left = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private Planner(CatalogSnapshot catalog, Wish wish, UnaryOperator<String> newExternalId) {
        this.catalog = catalog;
        this.wish = wish;
        this.newExternalId = newExternalId;
    }

    /**
     * What it takes to make the catalog what is wished.
     *
     * @param newExternalId makes the external id of a tenant that has none
     */
    public static Plan plan(CatalogSnapshot catalog, Wish wish, UnaryOperator<String> newExternalId) {
        return new Planner(catalog, wish, newExternalId).plan();
    }

    private Plan plan() {
        SortedSet<String> ids = new TreeSet<>(wish.tenants().keySet());
        if (wish.coverage() == WishScope.ALL_TENANTS) {
            ids.addAll(catalog.tenantIds());
        }
        List<TenantPlan> tenants = ids.stream().map(this::tenant).toList();
        requireDistinctExternalIds(tenants);
        boolean hasExports =
                wish.tenants().values().stream().flatMap(List::stream).anyMatch(ExportSpec::enabled);
        return new Plan(tenants, hasExports, left, problems);
    }

    private TenantPlan tenant(String id) {
        Optional<TenantEntry> entry = catalog.tenant(id);
        Optional<TenantRecord> before = entry.flatMap(TenantEntry::record);
        Optional<Fault> fault = entry.flatMap(TenantEntry::fault);
        if (fault.isPresent()) {
            left.add(unreadable(fault.get()));
            return left(id, before);
        }
        Map<String, ExportSpec> specs = new TreeMap<>();
        wish.tenants()
                .getOrDefault(id, List.of())
                .forEach(spec -> specs.put(spec.exportId().export(), spec));
        Set<String> exports = new TreeSet<>(specs.keySet());
        before.ifPresent(record -> exports.addAll(record.exports().keySet()));

        List<ExportChange> changes = new ArrayList<>();
        Map<String, Map<String, Destination>> redirects = new HashMap<>();
        Set<String> discards = new TreeSet<>();
        for (String export : exports) {
            ExportId exportId = new ExportId(id, export);
            ExportRecord record = before.map(tenant -> tenant.export(export)).orElse(ExportRecord.NONE);
            ExportChange change = export(exportId, record, Optional.ofNullable(specs.get(export)));
            if (change instanceof ExportLeft stays) {
                left.add(stays.why().problem());
            }
            if (!change.changesNothing() && record.reigns().list().size() >= Reigns.MAX) {
                problems.add(tooManyReigns(exportId));
            }
            changes.add(change);
            Map<String, Destination> redirected = redirects(exportId, record, change);
            if (!redirected.isEmpty()) {
                redirects.put(export, redirected);
            }
            if (wish.discarded().contains(exportId) && discards(record, change)) {
                discards.add(export);
            }
        }
        String externalId = Optional.ofNullable(wish.externalIds().get(id))
                .or(() -> before.map(TenantRecord::externalId))
                .orElseGet(() -> newExternalId.apply(id));
        return new TenantPlan(id, before, catalog.offset(new TenantKey(id)), externalId, changes, redirects, discards);
    }

    private TenantPlan left(String id, Optional<TenantRecord> before) {
        String externalId = before.map(TenantRecord::externalId).orElse("not-known");
        return new TenantPlan(id, before, catalog.offset(new TenantKey(id)), externalId, List.of(), Map.of(), Set.of());
    }

    private ExportChange export(ExportId id, ExportRecord record, Optional<ExportSpec> spec) {
        Optional<ExportSpec> wished = spec.filter(ExportSpec::enabled);
        Optional<Reign> last = record.reigns().last();
        if (last.isEmpty()) {
            return wished.<ExportChange>map(added -> new ExportAdded(added, wish.begin()))
                    .orElseGet(() -> new ExportUnchanged(id, Optional.empty()));
        }
        Ending ending = spec.isPresent() ? Ending.DISABLED : Ending.REMOVED;
        boolean stays = last.get() instanceof Vacancy vacancy
                ? wished.isEmpty() && vacancy.ending() == ending
                : wished.filter(same -> isLast(record, same)).isPresent();
        if (stays) {
            return new ExportUnchanged(id, wished);
        }
        SpecVersion ruledLast =
                record.lastThatRuled().orElseThrow(() -> new IllegalStateException("the first reign is a version's"));
        List<UnreadableSpec> unreadable = new ArrayList<>();
        Optional<ExportSpec> before = ruledLast.spec(why -> unreadable.add(UnreadableSpec.of(id, ruledLast.id(), why)));
        if (before.isEmpty()) {
            return new ExportLeft(id, wished, unreadable.get(0));
        }
        if (wished.isEmpty()) {
            return new ExportEnded(id, ending);
        }
        return last.get() instanceof Vacancy
                ? returned(before.get(), wished.get())
                : changed(before.get(), wished.get());
    }

    private static boolean isLast(ExportRecord record, ExportSpec wished) {
        return record.last()
                .filter(last -> last.id().equals(SpecVersion.of(wished).id()))
                .isPresent();
    }

    /** An earlier program may have written the same spec differently. */
    private static ExportChange changed(ExportSpec before, ExportSpec wished) {
        return before.equals(wished)
                ? new ExportUnchanged(wished.exportId(), Optional.of(wished))
                : new ExportChanged(before, wished, SpecDifference.keys(before, wished));
    }

    private static ExportChange returned(ExportSpec before, ExportSpec wished) {
        return new ExportReturned(before, wished, SpecDifference.keys(before, wished));
    }

    /** For every version but the wished one, where its undelivered parts do not go there already. */
    private Map<String, Destination> redirects(ExportId id, ExportRecord record, ExportChange change) {
        Map<String, Destination> redirects = new HashMap<>();
        if (wish.redirected().contains(id) && change.wished().isPresent()) {
            ExportSpec wished = change.wished().get();
            String version = SpecVersion.of(wished).id();
            record.versions().keySet().stream()
                    .filter(old -> !old.equals(version))
                    .filter(old -> !goesTo(wished.destination(), record, old))
                    .forEach(old -> redirects.put(old, wished.destination()));
        }
        return redirects;
    }

    /** Whether there is something to discard that was not discarded before. */
    private static boolean discards(ExportRecord record, ExportChange change) {
        boolean ruledBefore = !record.reigns().isEmpty();
        Optional<Instant> done = record.discard().map(Discard::before);
        return ruledBefore && (!change.changesNothing() || !record.discardable().equals(done));
    }

    /** Of a version that cannot be read nobody knows where its parts go. */
    private static boolean goesTo(Destination destination, ExportRecord record, String version) {
        try {
            return record.destination(version).equals(Optional.of(destination));
        } catch (SpecException e) {
            return false;
        }
    }

    private void requireDistinctExternalIds(List<TenantPlan> tenants) {
        Map<String, String> owners = new HashMap<>();
        catalog.tenantRecords().forEach(record -> owners.put(record.externalId(), record.tenant()));
        for (TenantPlan tenant : tenants) {
            if (tenant.isEmpty()) {
                continue;
            }
            String owner = owners.putIfAbsent(tenant.externalId(), tenant.tenant());
            if (owner != null && !owner.equals(tenant.tenant())) {
                problems.add(Problem.at(
                                Place.of(Topics.CATALOG, tenant.tenant() + ".external-id"),
                                "is the external id of tenant " + owner + " too")
                        .hint("every tenant has its own"));
            }
        }
    }

    static Problem unreadable(Fault fault) {
        return Problem.at(Place.of(Topics.CATALOG, fault.key()), fault.reason() + ", so it stays as it is")
                .hint("update this program if a newer one wrote it, else restore the record from a backup");
    }

    private static Problem tooManyReigns(ExportId id) {
        return Problem.at(
                        Place.of(Topics.CATALOG, id.toString()),
                        "was changed too often: it has " + Reigns.MAX + " reigns")
                .hint("give the export another id");
    }
}
