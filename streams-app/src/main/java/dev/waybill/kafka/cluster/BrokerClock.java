package dev.waybill.kafka.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Compares clocks: the broker stamps a record, and it is known between which two times of ours that was. */
final class BrokerClock {
    private static final String STAMP = "LogAppendTime";
    private static final Duration RETENTION = Duration.ofHours(1);

    private final Clock clock;

    BrokerClock(Clock clock) {
        this.clock = clock;
    }

    /** Makes the topic that is written to, unless it is there. */
    static void create(Admin admin, String topic, Optional<Short> replicationFactor)
            throws ExecutionException, InterruptedException {
        NewTopic created = new NewTopic(topic, Optional.of(1), replicationFactor)
                .configs(Map.of(
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        STAMP,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(RETENTION.toMillis())));
        try {
            admin.createTopics(List.of(created)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    /** How far the broker's clock is ahead of ours, at least; negative where it is behind, zero where it cannot be told apart. */
    Duration ahead(Producer<byte[], byte[]> producer, String topic) throws ExecutionException, InterruptedException {
        // The first record waits for what the producer must learn of the topic, so the second one is compared.
        producer.send(new ProducerRecord<>(topic, new byte[0])).get();
        Instant before = clock.instant();
        Instant stamped = Instant.ofEpochMilli(
                producer.send(new ProducerRecord<>(topic, new byte[0])).get().timestamp());
        Instant after = clock.instant();
        if (stamped.isAfter(after)) {
            return Duration.between(after, stamped);
        }
        return stamped.isBefore(before) ? Duration.between(before, stamped) : Duration.ZERO;
    }
}
