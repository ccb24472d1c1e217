package dev.waybill.topics;

import java.util.Map;

/**
 * A topic as the cluster has it.
 *
 * @param partitions how many partitions it has
 * @param config every setting that has a value, defaults included
 */
public record TopicState(int partitions, Map<String, String> config) {
    public TopicState {
        config = Map.copyOf(config);
    }
}
