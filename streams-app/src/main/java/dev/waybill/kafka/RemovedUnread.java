package dev.waybill.kafka;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** What was removed from a topic before this application has read it, as a topic's retention does. */
@FunctionalInterface
public interface RemovedUnread {
    /** Where nothing is. */
    RemovedUnread NOTHING = partition -> Optional.empty();

    /**
     * Offsets that are gone.
     *
     * @param from the first that was not read
     * @param until the first that is left
     */
    record Offsets(long from, long until) {
        public Offsets {
            if (from < 0 || until <= from) {
                throw new IllegalArgumentException("no offsets: from " + from + " until " + until);
            }
        }
    }

    /**
     * What is gone of a partition that this instance has been given to read; empty if nothing is.
     *
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be asked
     */
    Optional<Offsets> of(TopicPartition partition);

    /**
     * Whether no record of a partition that this instance has been given to read counts as read. If its state knows some all the
     * same, the topic was deleted and made anew, and nobody can tell what else it held.
     *
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be asked
     */
    default boolean isAtBeginning(TopicPartition partition) {
        return false;
    }
}
