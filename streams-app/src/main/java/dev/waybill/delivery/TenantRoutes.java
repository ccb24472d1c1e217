package dev.waybill.delivery;

import dev.waybill.catalog.reign.Unruled;
import dev.waybill.catalog.snapshot.TenantEntry;
import java.util.List;

/**
 * Which exports take a tenant's events, as long as the catalog's record of the tenant is the same.
 *
 * @param entry what the catalog knows of the tenant
 * @param list one for each export of the tenant that there is or was
 */
record TenantRoutes(TenantEntry entry, List<Route> list) {
    TenantRoutes {
        list = List.copyOf(list);
    }

    /** Whether nobody can tell what rules an event of this time: the tenant's record cannot be read. */
    boolean isUndecidable(long epochMicros) {
        return epochMicros >= entry.undecidableFrom();
    }

    /** Why no export rules the event that all of them were asked about last: the reason that something can be done about. */
    Unruled unruled() {
        Unruled reason = Unruled.UNKNOWN_EXPORT;
        for (Route route : list) {
            Unruled other = route.unruled();
            if (weight(other) > weight(reason)) {
                reason = other;
            }
        }
        return reason;
    }

    private static int weight(Unruled reason) {
        return switch (reason) {
            case BEFORE_FIRST -> 3;
            case DISABLED -> 2;
            case REMOVED -> 1;
            case UNKNOWN_TENANT, UNKNOWN_EXPORT, UNDECIDABLE -> 0;
        };
    }
}
