package dev.waybill.kafka.cluster;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** The questions that the checks at start ask a cluster. */
interface ClusterView {
    /** Those of the topics that exist. */
    Map<String, TopicView> topics(Collection<String> names);

    /** Where a group will go on reading; partitions it has never committed are left out. */
    Map<TopicPartition, Long> committed(String group);

    /** The first offset that each partition still holds. */
    Map<TopicPartition, Long> earliest(Set<TopicPartition> partitions);
}
