package dev.waybill.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far the application's consumers have polled each partition. Positions pass over transaction markers, which offsets
 * of records do not, so only they can be compared with a partition's end.
 */
public final class PolledPositions {
    /** Config key under which {@link Interceptor} finds the instance to write to. */
    public static final String CONFIG = "waybill.polled.positions";

    /**
     * How far one partition has been polled.
     *
     * @param lastRecord offset of the last record handed out, -1 for none
     * @param next the position: every record before it has been handed out
     */
    record Polled(long lastRecord, long next) {}

    private final ConcurrentMap<TopicPartition, Polled> positions = new ConcurrentHashMap<>();

    @Nullable
    Polled polled(TopicPartition partition) {
        return positions.get(partition);
    }

    /**
     * Whether nothing before {@code end} is left to be processed: all of it has been polled, and the last record that was
     * handed out has been processed. Also where the last offsets before the end hold no records.
     */
    public boolean hasNothingLeft(TopicPartition partition, long end, long processedThrough) {
        Polled polled = polled(partition);
        return polled != null && polled.next() >= end && polled.lastRecord() <= processedThrough;
    }

    void record(ConsumerRecords<?, ?> records) {
        for (Map.Entry<TopicPartition, OffsetAndMetadata> next :
                records.nextOffsets().entrySet()) {
            TopicPartition partition = next.getKey();
            List<? extends ConsumerRecord<?, ?>> polled = records.records(partition);
            long last = polled.isEmpty() ? -1 : polled.get(polled.size() - 1).offset();
            positions.merge(
                    partition,
                    new Polled(last, next.getValue().offset()),
                    (old, now) -> new Polled(now.lastRecord() < 0 ? old.lastRecord() : now.lastRecord(), now.next()));
        }
    }

    /** Hangs into the main consumers; made by Kafka from its class name. */
    public static final class Interceptor implements ConsumerInterceptor<Object, Object> {
        private @Nullable PolledPositions positions;

        @Override
        public void configure(Map<String, ?> configs) {
            positions = (PolledPositions) configs.get(CONFIG);
        }

        @Override
        public ConsumerRecords<Object, Object> onConsume(ConsumerRecords<Object, Object> records) {
            if (positions != null) {
                positions.record(records);
            }
            return records;
        }

        @Override
        public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

        @Override
        public void close() {}
    }
}
