package dev.waybill.control.apply;

import dev.waybill.catalog.plan.TenantPlan;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.render.Platform;
import dev.waybill.render.PlatformReader;
import dev.waybill.spec.ExportSpec;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a tenant needs of us, whether or not anything changes for it.
 *
 * @param externalId that its roles have to ask for; not to be shown to others
 * @param exports those that it has, as they will be
 * @param documents all its IAM documents, by name
 */
public record TenantPapers(
        String tenant, String externalId, List<ExportSpec> exports, SortedMap<String, String> documents) {
    public TenantPapers {
        exports = List.copyOf(exports);
        documents = Collections.unmodifiableSortedMap(new TreeMap<>(documents));
    }

    /** Those of a tenant when the plan has been carried out; empty if the plan is not about it, or something of it cannot be read. */
    public static Optional<TenantPapers> of(ApplyPlan plan, String tenant) {
        Platform platform = Optional.ofNullable(
                        plan.change().settings().documents().get(Platform.FILE))
                .flatMap(PlatformReader::applied)
                .orElse(Platform.NONE);
        return plan.change().plan().tenants().stream()
                .filter(one -> one.tenant().equals(tenant))
                .findFirst()
                .map(one -> record(one, plan))
                .filter(record -> TenantDocuments.unreadable(record).isEmpty())
                .map(record -> papers(record, platform));
    }

    /**
     * Those of a tenant as the catalog has it; empty if it does not know the tenant, or something of it cannot be read.
     *
     * @param catalog with the settings that name the platform's own roles
     */
    public static Optional<TenantPapers> of(CatalogSnapshot catalog, String tenant) {
        Platform platform =
                catalog.document(Platform.FILE).flatMap(PlatformReader::applied).orElse(Platform.NONE);
        return catalog.tenant(tenant)
                .flatMap(TenantEntry::record)
                .filter(record -> TenantDocuments.unreadable(record).isEmpty())
                .map(record -> papers(record, platform));
    }

    private static TenantPapers papers(TenantRecord record, Platform platform) {
        return new TenantPapers(
                record.tenant(),
                record.externalId(),
                TenantDocuments.standing(record),
                TenantDocuments.of(record, platform));
    }

    private static TenantRecord record(TenantPlan tenant, ApplyPlan plan) {
        Change change = new Change(plan.change().by(), plan.at(), plan.change().why());
        return tenant.before()
                .filter(any -> tenant.isEmpty())
                .orElseGet(() -> tenant.applied(change, plan.at().plus(plan.lead())));
    }

    /** Not the external id, nor documents that hold it. */
    @Override
    public String toString() {
        return "TenantPapers[tenant=" + tenant + ", documents=" + documents.keySet() + "]";
    }
}
