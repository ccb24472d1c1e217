package dev.waybill.contract;

import java.util.regex.Pattern;

/**
 * One configured delivery of one tenant. Both ids match {@code [a-z0-9][a-z0-9-]{0,62}}, so they are safe in topic
 * names, object names, metric labels and file names.
 *
 * @param tenant the organisation's id
 * @param export the export's id, unique within the tenant
 */
public record ExportId(String tenant, String export) implements Comparable<ExportId> {
    /** What an id looks like, as a regular expression. */
    public static final String SYNTAX = "[a-z0-9][a-z0-9-]{0,62}";

    /** What an id looks like, in words. */
    public static final String SYNTAX_IN_WORDS = "1 to 63 of a-z, 0-9 and hyphen, not starting with a hyphen";

    private static final Pattern ID = Pattern.compile(SYNTAX);

    public ExportId {
        if (!isValid(tenant)) {
            throw new IllegalArgumentException("tenant id must match " + ID);
        }
        if (!isValid(export)) {
            throw new IllegalArgumentException("export id must match " + ID);
        }
    }

    /** Whether {@code id} may be a tenant's or an export's id. */
    public static boolean isValid(String id) {
        return ID.matcher(id).matches();
    }

    @Override
    public int compareTo(ExportId other) {
        int byTenant = tenant.compareTo(other.tenant);
        return byTenant != 0 ? byTenant : export.compareTo(other.export);
    }

    /** {@code tenant/export}, the form used in logs and metrics. */
    @Override
    public String toString() {
        return tenant + "/" + export;
    }
}
