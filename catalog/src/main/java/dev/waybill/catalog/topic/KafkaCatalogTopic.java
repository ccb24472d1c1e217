package dev.waybill.catalog.topic;

import dev.waybill.clients.KafkaClients;
import dev.waybill.clients.ReaderSettings;
import dev.waybill.contract.Limits;
import dev.waybill.contract.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The catalog's topic on a cluster, reached with the settings of a Kafka client. */
public final class KafkaCatalogTopic implements CatalogTopic {
    /**
     * Of all writers; only their principals may use it. It does not begin as the application's own ids do ({@code waybill-}):
     * the application may use those, and could end what a writer has under way.
     */
    public static final String TRANSACTIONAL_ID = "waybill.catalog";

    /** What sets a topic right that keeps its writers' times. */
    static final String STAMPED_BY_BROKERS = "kafka-configs.sh --bootstrap-server BROKER --alter --entity-type topics"
            + " --entity-name " + Topics.CATALOG + " --add-config message.timestamp.type=LogAppendTime";

    /** How the topic must be made; it has one partition. */
    public static final Map<String, String> TOPIC_CONFIG = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            String.valueOf(Limits.CATALOG_MAX_MESSAGE_BYTES),
            TopicConfig.COMPRESSION_TYPE_CONFIG,
            "zstd");

    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration API_TIMEOUT = Duration.ofSeconds(10);
    private static final long BUFFER_BYTES = 64L << 20;
    /** A consumer that is closed waits until its last question was answered: half a second of each change, by default. */
    private static final Duration FETCH_WAIT = Duration.ofMillis(100);

    private static final TopicPartition PARTITION = new TopicPartition(Topics.CATALOG, 0);

    private final KafkaClients clients;
    private final Map<String, Object> client;
    private final Admin admin;

    /**
     * Makes the client that asks for the topic's end; the others are made when they are asked for.
     *
     * @param client settings of any Kafka client, by Kafka's own keys
     */
    public KafkaCatalogTopic(KafkaClients clients, Map<String, Object> client) {
        this.clients = clients;
        this.client = Map.copyOf(client);
        Map<String, Object> config = new HashMap<>(client);
        config.merge(
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(API_TIMEOUT), KafkaCatalogTopic::shorter);
        config.merge(
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, millis(REQUEST_TIMEOUT), KafkaCatalogTopic::shorter);
        this.admin = clients.admin(config);
    }

    /**
     * Whether there is such a topic.
     *
     * @throws CatalogException without an answer
     */
    public boolean exists() {
        try {
            admin.describeTopics(List.of(Topics.CATALOG)).allTopicNames().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw new CatalogException("the topic " + Topics.CATALOG + " cannot be asked for: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CatalogException("interrupted while asking for the catalog", e);
        }
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        Map<String, Object> config = ReaderSettings.of(client);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Limits.CATALOG_MAX_MESSAGE_BYTES);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, millis(FETCH_WAIT));
        config.merge(
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, millis(API_TIMEOUT), KafkaCatalogTopic::shorter);
        return clients.consumer(config);
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, millis(TRANSACTION_TIMEOUT));
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.CATALOG_MAX_MESSAGE_BYTES);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(REQUEST_TIMEOUT));
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(DELIVERY_TIMEOUT));
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(DELIVERY_TIMEOUT));
        return clients.producer(config);
    }

    @Override
    public TopicEnd end() {
        // The high watermark: a consumer of committed records would be told where the oldest open transaction begins.
        KafkaFuture<Long> offset = admin.listOffsets(
                        Map.of(PARTITION, OffsetSpec.latest()), new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                .partitionResult(PARTITION)
                .thenApply(result -> result.offset());
        KafkaFuture<Uuid> id = admin.describeTopics(List.of(Topics.CATALOG))
                .allTopicNames()
                .thenApply(topics ->
                        Objects.requireNonNull(topics.get(Topics.CATALOG)).topicId());
        try {
            return new TopicEnd(id.get(), offset.get());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnknownTopicOrPartitionException
                    ? new CatalogException(
                            "the topic " + Topics.CATALOG + " does not exist; what was known of it before"
                                    + " stays in force; apply makes it, and restores it from a copy",
                            e)
                    : new CatalogException(
                            "the end of the topic " + Topics.CATALOG + " cannot be asked for: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CatalogException("interrupted while asking for the end of the catalog", e);
        }
    }

    /** Questions without an answer end at once: nobody waits for them any more. */
    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    /** Of what the client says and what a look may take; what is no number is left for the client to refuse. */
    private static Object shorter(Object said, Object ours) {
        try {
            return Math.min(Integer.parseInt(said.toString()), (Integer) ours);
        } catch (NumberFormatException e) {
            return said;
        }
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
