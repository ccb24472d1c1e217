package dev.waybill.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A side consumer: assigned, never subscribed, so it does not take part in the group whose offsets it looks at. */
public final class ConsumerSourceLog implements SourceLog {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerSourceLog.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> config;

    /**
     * Makes a source log.
     *
     * @param config of a consumer: the application's id as group, read_committed, offset reset none, no auto-commit
     */
    public ConsumerSourceLog(Map<String, Object> config) {
        this.config = Map.copyOf(config);
    }

    @Override
    public OptionalLong committed(TopicPartition partition) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
            return committed == null ? OptionalLong.empty() : OptionalLong.of(committed.offset());
        }
    }

    @Override
    public void replay(TopicPartition partition, long from, long to, RecordReader reader) {
        if (from >= to) {
            return;
        }
        long started = System.nanoTime();
        long records = 0;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(Set.of(partition));
            consumer.seek(partition, from);
            while (consumer.position(partition) < to) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
                    if (record.offset() >= to) {
                        break;
                    }
                    reader.read(record);
                    records++;
                }
            }
        } catch (OffsetOutOfRangeException e) {
            throw new IllegalStateException(
                    "source partition " + partition + " no longer holds offset " + from
                            + ", from which events must be read again: its retention is too short for how long this"
                            + " application was stopped. Events are lost; see docs/how-to/recover-from-lost-input.md",
                    e);
        }
        LOG.atInfo()
                .addKeyValue("topicName", partition.topic())
                .addKeyValue("partition", partition.partition())
                .addKeyValue("records", records)
                .addKeyValue("millis", (System.nanoTime() - started) / 1_000_000)
                .log("re-read the source partition");
    }

    @Override
    public Reading read(TopicPartition partition, long from) {
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        consumer.assign(Set.of(partition));
        consumer.seek(partition, from);
        return new ConsumerReading(consumer, partition);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The keys a side consumer must have, whatever else is configured. */
    public static Map<String, Object> requiredConfig(String applicationId) {
        return Map.of(
                "group.id",
                applicationId,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "none",
                "enable.auto.commit",
                false);
    }

    /** The keys that would make the side consumer a member of the group or share things with the main one. */
    public static List<String> keysToLeaveOut() {
        return List.of("interceptor.classes", "group.instance.id", "group.protocol", "client.id");
    }
}
