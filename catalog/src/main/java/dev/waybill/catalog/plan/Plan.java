package dev.waybill.catalog.plan;

import dev.waybill.spec.yaml.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a wish would change in the catalog.
 *
 * @param tenants all tenants that it is about, sorted, the unchanged ones too
 * @param hasExports whether the wish holds an export that is switched on
 * @param left what stays as it is, since this program cannot read what the catalog holds of it: tenants and exports, and
 *     why; the others go on
 * @param problems why it cannot be applied at all; empty if it can
 */
public record Plan(List<TenantPlan> tenants, boolean hasExports, List<Problem> left, List<Problem> problems) {
    public Plan {
        tenants = List.copyOf(tenants);
        left = List.copyOf(left);
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

    /**
     * The same, less the changes that cannot be made at a time, since this program cannot read the version that rules then.
     *
     * @param notBefore A + lead
     */
    public Plan at(Instant notBefore) {
        List<Problem> stay = new ArrayList<>(left);
        List<TenantPlan> others = tenants.stream()
                .map(tenant -> tenant.at(notBefore, why -> stay.add(why.problem())))
                .toList();
        return new Plan(others, hasExports, stay, problems);
    }
}
