package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.spec.ExportSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Refuses plans that look like accidents. */
public final class Guard {
    /** More tenants than one in this many must not lose their delivery in one change. */
    private static final int REMOVED_ONE_IN = 10;

    private Guard() {}

    /**
     * Why a plan is refused; empty if it is not.
     *
     * @param allowed the rules that are not asked
     */
    public static List<Refusal> refusals(CatalogSnapshot catalog, Plan plan, Set<GuardRule> allowed) {
        List<Refusal> refusals = new ArrayList<>();
        emptySet(catalog, plan, refusals);
        tenantsRemoved(catalog, plan, refusals);
        plan.changes().forEach(tenant -> {
            loosenedRedaction(tenant, refusals);
            changedExternalId(tenant, refusals);
        });
        if (!allowed.contains(GuardRule.SHARED_DESTINATION)) {
            refusals.addAll(SharedDestinations.refusals(catalog, plan));
        }
        refusals.removeIf(refusal -> allowed.contains(refusal.rule()));
        return List.copyOf(refusals);
    }

    private static void emptySet(CatalogSnapshot catalog, Plan plan, List<Refusal> refusals) {
        boolean ends = plan.changes().anyMatch(TenantPlan::endsDelivery);
        boolean nothingAtAll = plan.tenants().isEmpty();
        if (!plan.hasExports() && (ends || nothingAtAll) && !leavesOthers(catalog, plan)) {
            refusals.add(new Refusal(GuardRule.EMPTY_SET, "no export is wished at all"));
        }
    }

    /** Whether tenants that it is not about go on getting something. */
    private static boolean leavesOthers(CatalogSnapshot catalog, Plan plan) {
        Set<String> about = plan.tenants().stream().map(TenantPlan::tenant).collect(Collectors.toSet());
        return catalog.tenantRecords().stream()
                .anyMatch(tenant -> tenant.isActive() && !about.contains(tenant.tenant()));
    }

    private static void tenantsRemoved(CatalogSnapshot catalog, Plan plan, List<Refusal> refusals) {
        long active =
                catalog.tenantRecords().stream().filter(TenantRecord::isActive).count();
        List<String> ended = plan.changes()
                .filter(TenantPlan::endsDelivery)
                .map(TenantPlan::tenant)
                .toList();
        if ((long) ended.size() * REMOVED_ONE_IN > active) {
            refusals.add(new Refusal(
                    GuardRule.TENANTS_REMOVED,
                    ended.size() + " of " + active + " tenants would get nothing any more, such as " + ended.get(0)));
        }
    }

    private static void loosenedRedaction(TenantPlan tenant, List<Refusal> refusals) {
        for (ExportChange change : tenant.exports()) {
            if (change instanceof ExportChanged changed) {
                loosenedRedaction(changed, changed.before(), changed.spec(), refusals);
            } else if (change instanceof ExportReturned returned) {
                loosenedRedaction(returned, returned.before(), returned.spec(), refusals);
            }
        }
    }

    private static void loosenedRedaction(
            ExportChange change, ExportSpec before, ExportSpec after, List<Refusal> refusals) {
        RedactionSteps.firstMissing(before.redact(), after.redact())
                .ifPresent(step -> refusals.add(new Refusal(
                        GuardRule.LOOSENED_REDACTION,
                        "export " + change.id() + " would no longer be redacted by " + step)));
    }

    private static void changedExternalId(TenantPlan tenant, List<Refusal> refusals) {
        if (tenant.changesExternalId()) {
            refusals.add(new Refusal(
                    GuardRule.CHANGED_EXTERNAL_ID, "tenant " + tenant.tenant() + " would have another external id"));
        }
    }
}
