package dev.waybill.control.apply;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.Refusal;
import dev.waybill.spec.yaml.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What would change, or has changed.
 *
 * @param change as a writer makes it
 * @param at when it was made, by the broker's clock; before it is made, when it was planned, by ours: instants from which on
 *     something holds are then estimates, which become later if the change is made later
 * @param lead how long before it takes effect a change is made, at least
 * @param tenants those for whom something changes, sorted
 * @param unchanged how many tenants stay as they are
 * @param exports how many exports are switched on afterwards, of the tenants that the plan is about
 * @param settings what becomes of the settings; empty if they stay
 * @param left what stays as it is, since this program cannot read what the catalog holds of it, see {@link Plan#left}
 * @param refusals of the guard
 * @param problems why it cannot be made at all
 */
public record ApplyPlan(
        ApplyChange change,
        Instant at,
        Duration lead,
        List<TenantEffect> tenants,
        int unchanged,
        int exports,
        Optional<SettingsEffect> settings,
        List<Problem> left,
        List<Refusal> refusals,
        List<Problem> problems) {
    public ApplyPlan {
        tenants = List.copyOf(tenants);
        left = List.copyOf(left);
        refusals = List.copyOf(refusals);
        problems = List.copyOf(problems);
    }

    /** Whether it may not be made. */
    public boolean isRefused() {
        return !refusals.isEmpty() || !problems.isEmpty();
    }

    /** Whether the catalog is as it is wished already. */
    public boolean isEmpty() {
        return change.plan().isEmpty() && settings.isEmpty();
    }

    /** How many tenants a kind of change concerns, see {@link TenantEffect#kind}. */
    public long count(String kind) {
        return tenants.stream().filter(tenant -> tenant.kind().equals(kind)).count();
    }
}
