package dev.waybill.control.status;

import dev.waybill.contract.ClusterException;
import dev.waybill.topics.Cluster;
import org.apache.kafka.common.errors.AuthorizationException;

/** How many instances of the application run, as far as the cluster tells. */
public final class GroupMembers {
    /** It may not be asked for. */
    public static final int UNKNOWN = -1;

    private GroupMembers() {}

    /** @throws ClusterException if the cluster cannot be reached or refuses for another reason than missing rights */
    public static int of(Cluster cluster, String application) {
        try {
            return cluster.members(application);
        } catch (ClusterException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return UNKNOWN;
            }
            throw e;
        }
    }
}
