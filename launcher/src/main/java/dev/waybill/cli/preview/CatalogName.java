package dev.waybill.cli.preview;

import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An export of the catalog, or all of a tenant.
 *
 * @param export empty for all
 */
record CatalogName(String tenant, Optional<String> export) {
    /** Empty if the text is no such name. */
    static Optional<CatalogName> of(String text) {
        String[] ids = text.split("/", -1);
        if (ids.length > 2 || !ExportId.isValid(ids[0]) || ids.length == 2 && !ExportId.isValid(ids[1])) {
            return Optional.empty();
        }
        return Optional.of(new CatalogName(ids[0], ids.length == 2 ? Optional.of(ids[1]) : Optional.empty()));
    }

    /**
     * The specs that rule last.
     *
     * @throws UsageException if there are none, or one cannot be read
     */
    List<ExportSpec> in(CatalogSnapshot catalog) {
        TenantRecord record = catalog.tenant(tenant)
                .flatMap(TenantEntry::record)
                .orElseThrow(
                        () -> new UsageException("there is no file " + tenant + ", and the catalog has no tenant \""
                                + tenant + "\"; " + DidYouMean.hint(tenant, catalog.tenantIds())));
        List<ExportSpec> specs = new ArrayList<>();
        record.exports().forEach((id, found) -> {
            if (export.isEmpty() || export.get().equals(id)) {
                found.last().map(version -> spec(id, version)).ifPresent(specs::add);
            }
        });
        if (specs.isEmpty()) {
            throw new UsageException("the catalog has no export " + this + " that rules; "
                    + DidYouMean.hint(export.orElse(""), record.exports().keySet()));
        }
        return specs;
    }

    private ExportSpec spec(String id, SpecVersion version) {
        return version.spec(why -> {
                    throw new UsageException("the spec of " + tenant + "/" + id + " cannot be read by this program: "
                            + why.getMessage());
                })
                .orElseThrow();
    }

    @Override
    public String toString() {
        return export.map(id -> tenant + "/" + id).orElse(tenant);
    }
}
