package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.catalog.reign.UnknownMembers;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.destination.Destination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a plan does to one tenant.
 *
 * @param before the tenant's record; empty for a new tenant
 * @param offset of that record, so that a change that came in between is noticed
 * @param externalId after the change
 * @param exports sorted by id, the unchanged ones too
 * @param redirects by export and config-version, the destinations that replace those of old versions
 * @param discards exports of which what is not delivered yet, of earlier reigns, is dropped
 */
public record TenantPlan(
        String tenant,
        Optional<TenantRecord> before,
        long offset,
        String externalId,
        List<ExportChange> exports,
        Map<String, Map<String, Destination>> redirects,
        Set<String> discards) {
    public TenantPlan {
        exports = List.copyOf(exports);
        redirects = Map.copyOf(redirects);
        discards = Set.copyOf(discards);
    }

    /** Whether it changes anything. */
    public boolean isEmpty() {
        boolean sameId =
                before.map(record -> record.externalId().equals(externalId)).orElse(false);
        boolean nothingToRecord = before.isEmpty() && exports.stream().allMatch(ExportChange::changesNothing);
        return nothingToRecord
                || sameId
                        && redirects.isEmpty()
                        && discards.isEmpty()
                        && exports.stream().allMatch(ExportChange::changesNothing);
    }

    /** Whether the external id that the tenant has already becomes another one. */
    public boolean changesExternalId() {
        return before.filter(record -> !record.externalId().equals(externalId)).isPresent();
    }

    /** Whether the tenant gets something now and will get nothing any more. */
    public boolean endsDelivery() {
        return before.filter(TenantRecord::isActive).isPresent()
                && exports.stream().allMatch(change -> change.wished().isEmpty() && !(change instanceof ExportLeft));
    }

    /**
     * The tenant's record after it.
     *
     * @param notBefore A + lead
     */
    public TenantRecord applied(Change change, Instant notBefore) {
        SortedMap<String, ExportRecord> records = before.<SortedMap<String, ExportRecord>>map(TenantRecord::exports)
                .orElseGet(TreeMap::new);
        SortedMap<String, ExportRecord> after = new TreeMap<>(records);
        for (ExportChange export : exports) {
            String id = export.id().export();
            ExportRecord record = export.applied(after.getOrDefault(id, ExportRecord.NONE), change, notBefore)
                    .redirected(redirects.getOrDefault(id, Map.of()));
            if (discards.contains(id)) {
                record = record.discarding(change);
            }
            if (record.reigns().isEmpty()) {
                after.remove(id);
            } else {
                after.put(id, record);
            }
        }
        return new TenantRecord(
                tenant,
                externalId,
                change,
                after,
                before.map(TenantRecord::unknown).orElse(UnknownMembers.NONE));
    }

    /** The same, less what cannot be made at a time, see {@link Plan#at}. */
    TenantPlan at(Instant notBefore, Consumer<UnreadableSpec> unreadable) {
        List<ExportChange> changes = exports.stream()
                .map(change -> change.changesNothing()
                        ? change
                        : ruling(change.id(), notBefore)
                                .<ExportChange>map(why -> {
                                    unreadable.accept(why);
                                    return new ExportLeft(change.id(), change.wished(), why);
                                })
                                .orElse(change))
                .toList();
        return new TenantPlan(tenant, before, offset, externalId, changes, redirects, discards);
    }

    /** The version that rules then, if it cannot be read. */
    private Optional<UnreadableSpec> ruling(ExportId id, Instant notBefore) {
        ExportRecord record = before.map(known -> known.export(id.export())).orElse(ExportRecord.NONE);
        List<UnreadableSpec> unreadable = new ArrayList<>();
        if (record.reigns().at(Micros.of(notBefore)) instanceof Ruled ruled) {
            record.version(ruled.version()).spec(why -> unreadable.add(UnreadableSpec.of(id, ruled.version(), why)));
        }
        return unreadable.stream().findFirst();
    }
}
