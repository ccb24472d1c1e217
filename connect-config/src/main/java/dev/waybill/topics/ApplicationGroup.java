package dev.waybill.topics;

import dev.waybill.clients.ClusterAnswer;
import dev.waybill.contract.ClusterException;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * The consumer group of the Streams application.
 *
 * @param applicationId its id
 * @param members how many members it has now
 */
record ApplicationGroup(String applicationId, int members) {
    static ApplicationGroup of(Admin admin, String applicationId) {
        try {
            ConsumerGroupDescription group = ClusterAnswer.of(
                    "describe the application " + applicationId,
                    admin.describeConsumerGroups(List.of(applicationId))
                            .describedGroups()
                            .values()
                            .iterator()
                            .next());
            return new ApplicationGroup(applicationId, group.members().size());
        } catch (ClusterException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return new ApplicationGroup(applicationId, 0);
            }
            throw e;
        }
    }

    /**
     * @param what the thing that must not happen while the application runs
     * @throws ClusterException if it runs
     */
    void requireStopped(String what) {
        if (members > 0) {
            throw new ClusterException("cannot " + what + " while the application " + applicationId + " runs ("
                    + members + " members): stop every instance and try again; one that was killed, crashed, or has a"
                    + " group.instance.id stays a member until its session times out, after 45 s by default");
        }
    }
}
