package dev.waybill.catalog.record;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.SpecScope;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a pause holds back: one export, all exports of a tenant, or everything.
 *
 * @param tenant empty for everything
 * @param export empty for all of the tenant's
 */
public record PauseScope(Optional<String> tenant, Optional<String> export) {
    public static final PauseScope EVERYTHING = new PauseScope(Optional.empty(), Optional.empty());

    private static final String SUFFIX = "/pause";
    private static final int PARTS = 3;

    public PauseScope {
        if (tenant.isEmpty() && export.isPresent()) {
            throw new IllegalArgumentException("an export is paused with its tenant");
        }
        if (!Stream.concat(tenant.stream(), export.stream()).allMatch(ExportId::isValid)) {
            throw new IllegalArgumentException("ids must match " + ExportId.SYNTAX);
        }
    }

    public static PauseScope of(ExportId id) {
        return new PauseScope(Optional.of(id.tenant()), Optional.of(id.export()));
    }

    public static PauseScope ofTenant(String tenant) {
        return new PauseScope(Optional.of(tenant), Optional.empty());
    }

    static Optional<PauseScope> parse(String key) {
        String[] parts = key.split("/", -1);
        if (parts.length != PARTS || !key.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PauseScope(id(parts[0]), id(parts[1])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The scopes that hold this export back when they are paused, the narrowest first. */
    public static Stream<PauseScope> around(ExportId id) {
        return Stream.of(of(id), ofTenant(id.tenant()), EVERYTHING);
    }

    /** Whether all that the other one holds back is held back by this one too. */
    public boolean contains(PauseScope other) {
        return (tenant.isEmpty() || tenant.equals(other.tenant)) && (export.isEmpty() || export.equals(other.export));
    }

    /** As people say it: {@code acme/downloads}, {@code all exports of acme} or {@code all exports of all tenants}. */
    public String words() {
        return export.map(id -> tenant.orElseThrow() + "/" + id)
                .orElseGet(() -> "all exports of " + tenant.orElse("all tenants"));
    }

    String key() {
        return this + SUFFIX;
    }

    /** {@code acme/downloads}, {@code acme/*} or {@code *}{@code /*}. */
    @Override
    public String toString() {
        return tenant.orElse(SpecScope.ALL) + "/" + export.orElse(SpecScope.ALL);
    }

    private static Optional<String> id(String part) {
        return part.equals(SpecScope.ALL) ? Optional.empty() : Optional.of(part);
    }
}
