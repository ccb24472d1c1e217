package dev.waybill.kafka.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.apache.kafka.common.TopicPartition;

/** The questions that the checks at start ask a cluster. */
interface ClusterView {
    /** Those of the topics that exist. */
    Map<String, TopicView> topics(Collection<String> names);

    /** Where a group will go on reading; partitions it has never committed are left out. */
    Map<TopicPartition, Long> committed(String group);

    /**
     * The topics that the members of a group have partitions of; empty if it has no members, or none has any. Partitions change hands,
     * so it is asked again for a while where that is not what is awaited.
     */
    SortedSet<String> read(String group, Set<String> awaited);

    /**
     * How far the broker's clock is ahead of this machine's, negative where it is behind; it stamps records in this topic, which
     * is made.
     */
    Duration clockAhead(String topic);

    /** The first offset that each partition still holds. */
    Map<TopicPartition, Long> earliest(Set<TopicPartition> partitions);
}
