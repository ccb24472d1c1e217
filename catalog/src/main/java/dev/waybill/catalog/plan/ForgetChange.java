package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.record.LastEvents;
import dev.waybill.catalog.record.PauseKey;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.record.TenantKey;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Fault;
import dev.waybill.catalog.snapshot.PauseEnd;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.spec.yaml.DidYouMean;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes a tenant's record, its external id with it. A reader that learns of it knows nothing of the tenant any more, for no
 * event of whatever time; so only for tenants all of whose exports have ended, and of which no event comes any more, see
 * {@link LastEvents}. What this program cannot read is not forgotten: it may be needed. A pause that holds stays, in case the
 * tenant comes back; those that have ended go, too.
 *
 * @param offset of the tenant's record that the decision was made from
 */
public record ForgetChange(String tenant, long offset, String by) implements CatalogChange {
    @Override
    public Map<CatalogKey, Long> madeFrom() {
        return Map.of(new TenantKey(tenant), offset);
    }

    @Override
    public Decision decide(CatalogSnapshot catalog, Instant a) {
        Optional<TenantEntry> entry = catalog.tenant(tenant);
        if (entry.isEmpty()) {
            return refused(
                    "is not known: the catalog has no record of it",
                    DidYouMean.hint(
                            tenant, catalog.tenantIds(), "see the tenants that there are with ./waybill status"));
        }
        Optional<Fault> fault = entry.flatMap(TenantEntry::fault);
        if (fault.isPresent()) {
            return new Refused(List.of(), List.of(Planner.unreadable(fault.get())));
        }
        Optional<TenantRecord> record = entry.flatMap(TenantEntry::record);
        if (record.filter(TenantRecord::isActive).isPresent()) {
            return refused(
                    "still has exports that deliver",
                    "remove them first, and wait until their last windows were" + " delivered");
        }
        List<UnreadableSpec> unreadable = new ArrayList<>();
        Optional<Instant> over = record.flatMap(known -> over(known, catalog, unreadable));
        if (!unreadable.isEmpty()) {
            return new Refused(
                    List.of(), unreadable.stream().map(UnreadableSpec::problem).toList());
        }
        if (over.filter(a::isBefore).isPresent()) {
            return refused(
                    "ended too short a time ago: events of its last windows may come until " + over.get(),
                    "forget it after that, when its last parts have been delivered");
        }
        List<NewRecord> gone = new ArrayList<>();
        gone.add(new NewRecord(new TenantKey(tenant), Optional.empty(), Optional.empty()));
        catalog.pauseEnds().stream()
                .map(PauseEnd::scope)
                .filter(PauseScope.ofTenant(tenant)::contains)
                .forEach(scope -> gone.add(new NewRecord(new PauseKey(scope), Optional.empty(), Optional.empty())));
        return new Records(gone);
    }

    /** When no event of any export comes any more; empty if no version ruled. */
    private static Optional<Instant> over(
            TenantRecord record, CatalogSnapshot catalog, List<UnreadableSpec> unreadable) {
        LastEvents last = LastEvents.under(catalog.settings());
        List<Instant> over = new ArrayList<>();
        record.exports().forEach((id, export) -> {
            ExportId exportId = new ExportId(record.tenant(), id);
            for (Ruled reign : export.reignsWithSpec()) {
                export.version(reign.version())
                        .spec(why -> unreadable.add(UnreadableSpec.of(exportId, reign.version(), why)))
                        .flatMap(spec -> reign.until().map(end -> last.until(spec, end)))
                        .ifPresent(over::add);
            }
        });
        return over.stream().max(Comparator.naturalOrder());
    }

    private Refused refused(String message, String hint) {
        return new Refused(
                List.of(),
                List.of(Problem.at(Place.of(Topics.CATALOG, tenant), message).hint(hint)));
    }
}
