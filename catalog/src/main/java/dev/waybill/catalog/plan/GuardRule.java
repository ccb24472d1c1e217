package dev.waybill.catalog.plan;

/** A rule of the guard: what it refuses unless it is allowed by name, and what it protects. */
public enum GuardRule {
    EMPTY_SET(
            "empty-set",
            "An empty folder, a wrong path or a failed checkout looks like this; it would end every tenant's delivery."),
    TENANTS_REMOVED(
            "tenants-removed",
            "When many tenants vanish at once, more often files are missing than customers;"
                    + " their events of that time would not be delivered."),
    LOOSENED_REDACTION(
            "loosened-redaction",
            "What was hidden from this tenant's files would be shown, and what has left cannot be taken back."),
    SHARED_DESTINATION(
            "shared-destination", "Two tenants that write to one place can read, replace or delete each other's logs."),
    CHANGED_EXTERNAL_ID(
            "changed-external-id",
            "The tenant's role trusts the old id: with another one every delivery is refused"
                    + " until the tenant changes its trust policy."),
    /** Whoever knows the cluster asks it; the guard itself sees the catalog only. */
    LOST_CATALOG(
            "lost-catalog",
            "The catalog is empty although the application has delivered by one: external ids would be made anew,"
                    + " and every role would refuse them. Restore the catalog from a copy with apply --restore."),
    /** Whoever asks Connect asks it. */
    ADOPTED_CONNECTOR(
            "adopted-connector",
            "A connector that somebody has put by hand would become ours: its settings would be replaced, and it would be"
                    + " deleted with the last export that needs it."),
    /** Whoever asks for a preview asks it: it is about events, which the guard does not know. */
    LEAK(
            "leak",
            "Values that this spec is to hide would reach the tenant's files in another place or spelling,"
                    + " and what has left cannot be taken back.");

    private final String allowName;
    private final String protects;

    GuardRule(String allowName, String protects) {
        this.allowName = allowName;
        this.protects = protects;
    }

    /** What follows {@code --allow} to let it pass. */
    public String allowName() {
        return allowName;
    }

    /** One sentence that says what the rule is for. */
    public String protects() {
        return protects;
    }
}
