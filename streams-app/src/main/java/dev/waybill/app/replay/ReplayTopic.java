package dev.waybill.app.replay;

import dev.waybill.clients.ClusterAnswer;
import dev.waybill.clients.ReaderSettings;
import dev.waybill.contract.ClusterException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic of a replay's own, with one partition: what it is to do, and what it has done. */
final class ReplayTopic implements AutoCloseable {
    private static final byte[] PLAN_KEY = "plan".getBytes(StandardCharsets.UTF_8);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private final String name;
    private final Admin admin;
    private final Map<String, Object> client;
    private final short replicationFactor;
    private final TopicPartition partition;
    private final ReplayNotes notes = new ReplayNotes();
    private Optional<KafkaConsumer<byte[], byte[]>> consumer = Optional.empty();

    /**
     * @param admin used, not closed
     * @param client settings of any client of the cluster
     * @param replicationFactor -1 for the brokers' own
     */
    ReplayTopic(String name, Admin admin, Map<String, Object> client, short replicationFactor) {
        this.name = name;
        this.admin = admin;
        this.client = client;
        this.replicationFactor = replicationFactor;
        this.partition = new TopicPartition(name, 0);
    }

    static boolean isPlan(byte[] key) {
        return Arrays.equals(key, PLAN_KEY);
    }

    String name() {
        return name;
    }

    boolean exists() {
        try {
            ClusterAnswer.of(
                    "describe topic " + name,
                    admin.describeTopics(List.of(name)).allTopicNames());
            return true;
        } catch (ClusterException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    /** Writes the plan, as the first one unless somebody else was first; kept for ever, or until the replay is done. */
    void begin(ReplayPlan plan) {
        NewTopic topic = new NewTopic(name, 1, replicationFactor)
                .configs(Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1"));
        try {
            ClusterAnswer.of(
                    "create topic " + name, admin.createTopics(List.of(topic)).all());
        } catch (ClusterException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        Map<String, Object> config = new HashMap<>(client);
        config.put("acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            ClusterAnswer.of(
                    "write to topic " + name, producer.send(new ProducerRecord<>(name, 0, PLAN_KEY, plan.toJson())));
        }
    }

    /** What stands in it now, as far as it is committed; reads on from call to call. The topic must exist. */
    ReplayNotes read() {
        return readWhile(() -> true);
    }

    /** The plan, which stands in it first; empty as long as it is not written. The topic must exist. */
    Optional<ReplayPlan> plan() {
        return readWhile(() -> notes.plan().isEmpty()).plan();
    }

    private ReplayNotes readWhile(BooleanSupplier wanted) {
        KafkaConsumer<byte[], byte[]> reader = consumer.orElseGet(this::open);
        long end = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long deadline = System.nanoTime() + WITHIN.toNanos();
        while (reader.position(partition) < end && wanted.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new ClusterException("could not read topic " + name + " to its end within " + WITHIN);
            }
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                notes.add(record.key(), record.value());
            }
        }
        return notes;
    }

    private KafkaConsumer<byte[], byte[]> open() {
        KafkaConsumer<byte[], byte[]> opened = new KafkaConsumer<>(
                ReaderSettings.of(client), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer = Optional.of(opened);
        opened.assign(List.of(partition));
        opened.seek(partition, 0);
        return opened;
    }

    @Override
    public void close() {
        consumer.ifPresent(KafkaConsumer::close);
        consumer = Optional.empty();
    }
}
