package dev.waybill.sink.parking;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Limits;
import dev.waybill.contract.Topics;
import dev.waybill.sink.backlog.BacklogKey;
import dev.waybill.sink.backlog.ParkingLot;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Copies records to {@link Topics#parked}, unchanged: key, value, headers and timestamp. A missing topic is created
 * with one partition, kept for ever. This connector delivers the records later, when it reads the parking topic.
 */
public final class KafkaParkingLot implements ParkingLot {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Settings settings;
    private final Producer<byte[], byte[]> producer;
    private final Admin admin;
    private final Set<String> existing = ConcurrentHashMap.newKeySet();

    /**
     * How records are parked.
     *
     * @param after how long a destination must have failed
     * @param dedicatedTopics whether records of dedicated topics are parked, too
     * @param replicationFactor of new topics; -1 for the broker's default
     * @param client properties of the producer and the admin client, {@code bootstrap.servers} among them
     */
    public record Settings(
            Duration after, boolean dedicatedTopics, short replicationFactor, Map<String, Object> client) {
        /** Leaves the client's properties out: they may hold passwords. */
        @Override
        public String toString() {
            return "Settings[after=" + after + "]";
        }
    }

    public KafkaParkingLot(Settings settings, Producer<byte[], byte[]> producer, Admin admin) {
        this.settings = settings;
        this.producer = producer;
        this.admin = admin;
    }

    /** The producer's properties: large records, acknowledged by all in-sync replicas. */
    public static Map<String, Object> producerProperties(Settings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.MAX_MESSAGE_BYTES);
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * Limits.MAX_MESSAGE_BYTES);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis() / 2);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT.toMillis());
        properties.putAll(settings.client());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        return properties;
    }

    @Override
    public Optional<Duration> parksAfter(BacklogKey backlog) {
        String topic = backlog.partition().topic();
        return backlog.export()
                .filter(export -> topic.equals(Topics.SHARED_DELIVERY)
                        || (settings.dedicatedTopics() && topic.equals(Topics.dedicated(export))))
                .map(export -> settings.after());
    }

    @Override
    public void park(ExportId export, SinkRecord record) throws DeliveryException {
        String topic = Topics.parked(export);
        try {
            createOnce(topic);
            producer.send(copy(topic, record)).get(2 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            // Somebody may have deleted it.
            existing.remove(topic);
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException(FailureKind.PARKING, "interrupted", e);
        }
    }

    private static DeliveryException failed(Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        return new DeliveryException(FailureKind.PARKING, cause.getClass().getSimpleName(), e);
    }

    /** Whether the topic is there: what is in it may have been delivered, but then what follows is as well. */
    @Override
    public boolean mayHold(ExportId export) throws DeliveryException {
        String topic = Topics.parked(export);
        if (existing.contains(topic)) {
            return true;
        }
        try {
            admin.describeTopics(List.of(topic)).allTopicNames().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            existing.add(topic);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw failed(e);
        } catch (TimeoutException | RuntimeException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException(FailureKind.PARKING, "interrupted", e);
        }
    }

    private void createOnce(String topic) throws ExecutionException, InterruptedException, TimeoutException {
        if (existing.contains(topic)) {
            return;
        }
        NewTopic request = new NewTopic(topic, 1, settings.replicationFactor())
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        "-1",
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(Limits.MAX_MESSAGE_BYTES)));
        try {
            admin.createTopics(List.of(request)).all().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        existing.add(topic);
    }

    private static ProducerRecord<byte[], byte[]> copy(String topic, SinkRecord record) {
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(topic, 0, record.timestamp(), (byte[]) record.key(), (byte[]) record.value());
        for (Header header : record.headers()) {
            copy.headers().add(header.key(), bytes(header.value()));
        }
        return copy;
    }

    private static byte @Nullable [] bytes(@Nullable Object value) {
        if (value == null || value instanceof byte[]) {
            return (byte[]) value;
        }
        if (value instanceof ByteBuffer buffer) {
            return Utils.toArray(buffer.duplicate());
        }
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Waits for nothing: what is under way is repeated by the next task. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
        admin.close(Duration.ZERO);
    }
}
