package dev.waybill.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topic that events are imported to, as the broker describes it.
 *
 * @param retention how long it keeps records, by their timestamps; empty for ever
 * @param brokerStamps whether the broker replaces the records' timestamps by its own clock
 */
record InputTopic(String name, Optional<Duration> retention, boolean brokerStamps) {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /**
     * Asks the broker.
     *
     * @throws ImportException if it does not answer or does not have the topic
     */
    static InputTopic describe(Admin admin, String name, String bootstrap) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        await(admin.describeTopics(List.of(name)).allTopicNames(), name, bootstrap);
        Config config = await(admin.describeConfigs(List.of(resource)).all(), name, bootstrap)
                .get(resource);
        long retention = config == null ? -1 : Long.parseLong(value(config, TopicConfig.RETENTION_MS_CONFIG, "-1"));
        String stamps = config == null ? "" : value(config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "");
        return new InputTopic(
                name,
                retention < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(retention)),
                stamps.equals("LogAppendTime"));
    }

    /** How many lines are done, by the transactions of earlier runs. */
    static long linesDone(Admin admin, String topic, ImportId id, String bootstrap) {
        TopicPartition partition = new TopicPartition(topic, 0);
        OffsetAndMetadata done = await(
                        admin.listConsumerGroupOffsets(
                                        Map.of(
                                                id.group(),
                                                new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition))),
                                        new ListConsumerGroupOffsetsOptions().requireStable(true))
                                .partitionsToOffsetAndMetadata(id.group()),
                        topic,
                        bootstrap)
                .get(partition);
        return done == null ? 0 : done.offset();
    }

    /** Whether a record of this time is kept; otherwise it may be gone before anybody reads it. */
    boolean keeps(Instant stamp, Instant now) {
        return brokerStamps || retention.isEmpty() || stamp.isAfter(now.minus(retention.get()));
    }

    private static String value(Config config, String key, String otherwise) {
        var entry = config.get(key);
        return entry == null || entry.value() == null ? otherwise : entry.value();
    }

    private static <T> T await(KafkaFuture<T> answer, String topic, String bootstrap) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof UnknownTopicOrPartitionException) {
                throw new ImportException(
                        "topic " + topic + " does not exist at " + bootstrap + "; create it with ./waybill topics",
                        cause);
            }
            if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw unreachable(bootstrap, cause);
            }
            throw new ImportException("the broker at " + bootstrap + " refused: " + cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw unreachable(bootstrap, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImportException("interrupted while asking the broker at " + bootstrap, e);
        }
    }

    private static ImportException unreachable(String bootstrap, Throwable cause) {
        return new ImportException(
                "no broker answers at " + bootstrap + "; is it running, and is this the address of a Kafka broker?",
                cause);
    }
}
