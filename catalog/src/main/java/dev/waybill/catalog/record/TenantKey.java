package dev.waybill.catalog.record;

import dev.waybill.contract.ExportId;

/** The record of a tenant, by the tenant's id. */
public record TenantKey(String tenant) implements CatalogKey {
    public TenantKey {
        if (!ExportId.isValid(tenant)) {
            throw new IllegalArgumentException("tenant id must match " + ExportId.SYNTAX);
        }
    }

    @Override
    public String text() {
        return tenant;
    }
}
