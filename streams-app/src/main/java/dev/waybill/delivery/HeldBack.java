package dev.waybill.delivery;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.SpecScope;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The exports that take no events now, since what they should do with them is not known: their spec is wrong or needs a
 * secret that is missing. Their events wait in the source.
 */
final class HeldBack {
    private final Set<SpecScope> scopes;
    private final Set<String> tenants = new HashSet<>();

    HeldBack(Collection<SpecScope> scopes) {
        this.scopes = Set.copyOf(scopes);
        this.scopes.forEach(scope -> tenants.add(scope.tenant()));
    }

    /** The same and one more. */
    HeldBack and(SpecScope scope) {
        Set<SpecScope> more = new HashSet<>(scopes);
        more.add(scope);
        return new HeldBack(more);
    }

    Set<SpecScope> scopes() {
        return scopes;
    }

    boolean holds(ExportId export) {
        return tenants.contains(export.tenant())
                && (scopes.contains(SpecScope.of(export)) || scopes.contains(SpecScope.ofTenant(export.tenant())));
    }

    /** Whether an export of the tenant is held back. */
    boolean holdsAnyOf(String tenant) {
        return tenants.contains(tenant);
    }
}
