package dev.waybill.topics;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic as it should be.
 *
 * @param name the topic's name
 * @param partitions how many partitions to create it with
 * @param partitionRule how an existing topic's partition count is judged
 * @param config the settings that matter to Waybill; others are left to the cluster
 */
public record TopicSpec(String name, int partitions, PartitionRule partitionRule, Map<String, String> config) {
    public TopicSpec {
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + " needs at least one partition");
        }
        config = Collections.unmodifiableMap(new TreeMap<>(config));
    }
}
