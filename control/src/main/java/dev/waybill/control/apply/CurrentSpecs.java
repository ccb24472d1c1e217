package dev.waybill.control.apply;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Ending;
import dev.waybill.catalog.reign.Vacancy;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.spec.ExportSpec;
import java.util.List;
import java.util.Optional;

/** The specs as they were wished last: what a folder would hold that the catalog was made from. */
public final class CurrentSpecs {
    private CurrentSpecs() {}

    /** Of all tenants; without those that this program cannot read. */
    public static List<ExportSpec> of(CatalogSnapshot catalog) {
        return catalog.tenantRecords().stream()
                .flatMap(record -> of(record).stream())
                .toList();
    }

    /** Of one tenant, the disabled ones included, sorted; without those that this program cannot read. */
    public static List<ExportSpec> of(TenantRecord tenant) {
        return tenant.exports().values().stream()
                .flatMap(export -> wished(export).stream())
                .toList();
    }

    private static Optional<ExportSpec> wished(ExportRecord export) {
        boolean disabled = export.reigns()
                .last()
                .filter(last -> last instanceof Vacancy vacancy && vacancy.ending() == Ending.DISABLED)
                .isPresent();
        return disabled
                ? export.lastThatRuled()
                        .flatMap(version -> version.spec(unreadable -> {}))
                        .map(spec -> spec.withEnabled(false))
                : export.last().flatMap(version -> version.spec(unreadable -> {}));
    }
}
