package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.record.TenantKey;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.Topics;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Deletes a tenant's record, its external id with it. Only for tenants all of whose exports have ended.
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
        if (entry.flatMap(TenantEntry::record).filter(TenantRecord::isActive).isPresent()) {
            return new Refused(
                    List.of(),
                    List.of(Problem.at(Place.of(Topics.CATALOG, tenant), "still has exports that deliver")
                            .hint("remove them first, and wait until their last windows were delivered")));
        }
        return new Records(
                entry.isEmpty()
                        ? List.of()
                        : List.of(new NewRecord(new TenantKey(tenant), Optional.empty(), Optional.empty())));
    }
}
