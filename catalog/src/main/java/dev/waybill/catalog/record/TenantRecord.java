package dev.waybill.catalog.record;

import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.UnknownMembers;
import dev.waybill.contract.ExportId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the catalog holds of a tenant.
 *
 * @param externalId what we show when we assume the tenant's roles; made once
 * @param changed the last change of anything in it
 * @param exports by export id, sorted; those that have ended too
 */
public record TenantRecord(
        String tenant,
        String externalId,
        Change changed,
        SortedMap<String, ExportRecord> exports,
        UnknownMembers unknown) {
    public TenantRecord {
        if (!ExportId.isValid(tenant)) {
            throw new IllegalArgumentException("tenant id must match " + ExportId.SYNTAX);
        }
        if (externalId.isBlank()) {
            throw new IllegalArgumentException("external id must not be blank");
        }
        exports.keySet().forEach(export -> new ExportId(tenant, export));
        exports = Collections.unmodifiableSortedMap(new TreeMap<>(exports));
    }

    /** The tenant's export; {@link ExportRecord#NONE} if it never had one of this id. */
    public ExportRecord export(String id) {
        return exports.getOrDefault(id, ExportRecord.NONE);
    }

    /** Whether a version of any export rules, or will. */
    public boolean isActive() {
        return exports.values().stream().anyMatch(export -> export.last().isPresent());
    }

    /** Without the external id and the specs. */
    @Override
    public String toString() {
        return "tenant " + tenant + " with exports " + exports.keySet();
    }
}
