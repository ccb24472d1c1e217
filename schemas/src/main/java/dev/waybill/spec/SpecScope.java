package dev.waybill.spec;

import dev.waybill.contract.ExportId;
import java.util.Optional;

/**
 * What a wrong spec concerns: one export, or all exports of a tenant where it cannot be told which.
 *
 * @param tenant the tenant's id
 * @param export the one export; empty for all
 */
public record SpecScope(String tenant, Optional<String> export) implements Comparable<SpecScope> {
    /** Stands for all exports of a tenant where there must be a text. */
    public static final String ALL = "*";

    public SpecScope {
        if (!ExportId.isValid(tenant)) {
            throw new IllegalArgumentException("tenant id must match " + ExportId.SYNTAX);
        }
    }

    /** One export. */
    public static SpecScope of(ExportId export) {
        return new SpecScope(export.tenant(), Optional.of(export.export()));
    }

    /** All exports of a tenant. */
    public static SpecScope ofTenant(String tenant) {
        return new SpecScope(tenant, Optional.empty());
    }

    /** Whether the export belongs to it. */
    public boolean contains(ExportId id) {
        return tenant.equals(id.tenant()) && export.map(id.export()::equals).orElse(true);
    }

    @Override
    public int compareTo(SpecScope other) {
        return toString().compareTo(other.toString());
    }

    /** {@code acme/downloads}, or {@code acme/*}. */
    @Override
    public String toString() {
        return tenant + "/" + export.orElse(ALL);
    }
}
