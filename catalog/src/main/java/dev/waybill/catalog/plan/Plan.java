package dev.waybill.catalog.plan;

import dev.waybill.spec.yaml.Problem;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a wish would change in the catalog.
 *
 * @param tenants all tenants that it is about, sorted, the unchanged ones too
 * @param hasExports whether the wish holds an export that is switched on
 * @param problems why it cannot be applied at all; empty if it can
 */
public record Plan(List<TenantPlan> tenants, boolean hasExports, List<Problem> problems) {
    public Plan {
        tenants = List.copyOf(tenants);
        problems = List.copyOf(problems);
    }

    /** Whether it changes nothing. */
    public boolean isEmpty() {
        return changes().findAny().isEmpty();
    }

    /** The tenants that it changes. */
    public Stream<TenantPlan> changes() {
        return tenants.stream().filter(tenant -> !tenant.isEmpty());
    }
}
