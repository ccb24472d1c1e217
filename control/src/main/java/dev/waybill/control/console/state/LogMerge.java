package dev.waybill.control.console.state;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of several partitions in the order of their times, as far as that can be told: one is given only when every other
 * partition has shown its next, or has none. So a part is heard of before its delivery also where days are read at once, and
 * what is waited for stays little. Confined to one thread.
 */
final class LogMerge {
    /** Of a partition that has so many waiting no more are fetched. */
    static final int FULL = 2_000;

    private final Map<TopicPartition, Queue<ConsumerRecord<byte[], byte[]>>> waiting = new HashMap<>();

    LogMerge(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
    }

    /** Takes the next record of its partition. */
    void add(ConsumerRecord<byte[], byte[]> record) {
        waiting.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), any -> new ArrayDeque<>())
                .add(record);
    }

    /**
     * The next record in the order of time.
     *
     * @param ended partitions of which everything that there is was added
     * @return empty while some other partition's next record is to be waited for
     */
    Optional<ConsumerRecord<byte[], byte[]>> next(Set<TopicPartition> ended) {
        Queue<ConsumerRecord<byte[], byte[]>> first = null;
        long earliest = Long.MAX_VALUE;
        for (Map.Entry<TopicPartition, Queue<ConsumerRecord<byte[], byte[]>>> entry : waiting.entrySet()) {
            ConsumerRecord<byte[], byte[]> head = entry.getValue().peek();
            if (head == null) {
                if (!ended.contains(entry.getKey())) {
                    return Optional.empty();
                }
            } else if (first == null || head.timestamp() < earliest) {
                first = entry.getValue();
                earliest = head.timestamp();
            }
        }
        return first == null ? Optional.empty() : Optional.ofNullable(first.poll());
    }

    /** Partitions of which enough is waiting. */
    Set<TopicPartition> full() {
        Set<TopicPartition> full = new HashSet<>();
        waiting.forEach((partition, records) -> {
            if (records.size() >= FULL) {
                full.add(partition);
            }
        });
        return full;
    }

    /** Whether nothing of these partitions is waiting. */
    boolean isEmpty(Collection<TopicPartition> partitions) {
        return partitions.stream().allMatch(partition -> {
            Queue<ConsumerRecord<byte[], byte[]>> records = waiting.get(partition);
            return records == null || records.isEmpty();
        });
    }
}
