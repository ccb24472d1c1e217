package dev.waybill.kafka;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** Which source partitions are still to be read again after a restart, of all threads of the process. */
public final class PendingReplays {
    private final Set<TopicPartition> partitions = ConcurrentHashMap.newKeySet();

    void add(TopicPartition source) {
        partitions.add(source);
    }

    void remove(TopicPartition source) {
        partitions.remove(source);
    }

    /** Why a rollout should wait, if it should. */
    public Optional<String> unready() {
        int pending = partitions.size();
        return pending == 0
                ? Optional.empty()
                : Optional.of("input partitions that are still to be read again after a restart: " + pending);
    }
}
