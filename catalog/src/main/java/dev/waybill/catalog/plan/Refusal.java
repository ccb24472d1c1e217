package dev.waybill.catalog.plan;

/**
 * That the guard refuses a plan.
 *
 * @param what what the plan would do, with the tenant or export it would do it to
 */
public record Refusal(GuardRule rule, String what) {
    /** What is refused, what that protects, and how to let it pass. */
    public String text() {
        return what + ". " + rule.protects() + " Let it pass with --allow " + rule.allowName();
    }
}
