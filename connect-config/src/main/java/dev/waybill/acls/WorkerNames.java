package dev.waybill.acls;

import java.util.Map;

/**
 * What a Kafka Connect worker calls its group and its topics.
 *
 * @param group {@code group.id}
 * @param configs topic of the connectors' configurations
 * @param offsets topic of source connectors' offsets; sinks have theirs in their groups
 * @param states topic of the connectors' states
 */
public record WorkerNames(String group, String configs, String offsets, String states) {

    /** By a worker's properties; where they do not say a name, that of {@code deploy/compose/connect.properties}. */
    public static WorkerNames of(Map<String, String> properties) {
        return new WorkerNames(
                properties.getOrDefault("group.id", "waybill-connect"),
                properties.getOrDefault("config.storage.topic", "connect-configs"),
                properties.getOrDefault("offset.storage.topic", "connect-offsets"),
                properties.getOrDefault("status.storage.topic", "connect-status"));
    }
}
