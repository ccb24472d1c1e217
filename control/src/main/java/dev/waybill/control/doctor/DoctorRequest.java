package dev.waybill.control.doctor;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.TenantDocuments;
import dev.waybill.control.doctor.check.CheckedExport;
import dev.waybill.control.doctor.check.Stage;
import dev.waybill.render.Platform;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What is to be looked at.
 *
 * @param exports one after the other, in this order
 * @param patience after it has passed no check begins: those that are left are not checked. One that has begun ends by
 *     itself, within the time limits of its few requests
 */
public record DoctorRequest(List<CheckedExport> exports, Duration patience) {
    public DoctorRequest {
        exports = List.copyOf(exports);
    }

    /**
     * Exports of a tenant as the catalog has them: those for which a version rules or will, with the destination that their
     * parts go to. Those whose spec this program cannot read are left out; {@code status} names them.
     *
     * @param export one only; empty for all of the tenant
     */
    public static DoctorRequest ofCatalog(
            CatalogSnapshot catalog, String tenant, Optional<String> export, Platform platform, Duration patience) {
        Optional<TenantRecord> record = catalog.tenant(tenant).flatMap(TenantEntry::record);
        List<ExportSpec> standing = record.map(TenantDocuments::standing).orElse(List.of());
        List<CheckedExport> chosen =
                record.map(TenantRecord::exports).orElse(Collections.emptySortedMap()).values().stream()
                        .flatMap(found -> lastOf(found).stream())
                        .filter(spec ->
                                export.map(spec.exportId().export()::equals).orElse(true))
                        .map(spec -> new CheckedExport(spec, standing, platform, catalog.externalIds(), Stage.APPLIED))
                        .toList();
        return new DoctorRequest(chosen, patience);
    }

    /**
     * Exports as somebody wants them.
     *
     * @param exports those to be looked at
     * @param wanted all exports of their tenants, themselves among them
     * @param externalIds of the tenants that have one
     */
    public static DoctorRequest ofSpecs(
            List<ExportSpec> exports,
            Collection<ExportSpec> wanted,
            Platform platform,
            ExternalIds externalIds,
            Stage stage,
            Duration patience) {
        return new DoctorRequest(
                exports.stream()
                        .map(spec -> new CheckedExport(
                                spec, ofTenant(spec.exportId(), wanted), platform, externalIds, stage))
                        .toList(),
                patience);
    }

    private static List<ExportSpec> ofTenant(ExportId id, Collection<ExportSpec> wanted) {
        return wanted.stream()
                .filter(spec -> spec.exportId().tenant().equals(id.tenant()))
                .toList();
    }

    private static Optional<ExportSpec> lastOf(ExportRecord record) {
        return record.last()
                .flatMap(version -> version.spec(unreadable -> {})
                        .map(spec -> spec.withDestination(
                                record.destination(version.id()).orElseThrow())));
    }
}
