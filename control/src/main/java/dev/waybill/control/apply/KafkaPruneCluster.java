package dev.waybill.control.apply;

import dev.waybill.clients.ClusterAnswer;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.Source;
import dev.waybill.topics.Cluster;
import dev.waybill.topics.InputProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** A cluster that is reached with the settings of a Kafka client. */
public final class KafkaPruneCluster implements PruneCluster, AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration READ_WITHIN = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final Map<String, Object> settings;
    private final Admin admin;
    private final String applicationId;
    private final List<String> groups;

    /**
     * @param settings of any Kafka client, by Kafka's own keys
     * @param applicationId of the Streams application
     * @param groups consumer groups of the sinks; whichever has come furthest in a topic delivers it
     */
    public KafkaPruneCluster(
            KafkaClients clients, Map<String, Object> settings, String applicationId, List<String> groups) {
        this.clients = clients;
        this.settings = Map.copyOf(settings);
        this.admin = clients.admin(settings);
        this.applicationId = applicationId;
        this.groups = List.copyOf(groups);
    }

    @Override
    public Set<String> existing(Collection<String> topics) {
        Set<String> existing = new Cluster(admin).names();
        existing.retainAll(topics);
        return existing;
    }

    @Override
    public boolean hasRead(Source source, Instant before) {
        return new InputProgress(admin, applicationId).hasRead(source, before);
    }

    @Override
    public Optional<String> undelivered(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        long begin = offset(partition, OffsetSpec.earliest());
        long end = offset(partition, OffsetSpec.latest());
        OptionalLong delivered = delivered(partition);
        if (!holdsParts(partition, Math.max(begin, delivered.orElse(begin)), end)) {
            return Optional.empty();
        }
        String who = "group " + String.join(", ", groups);
        return Optional.of(
                delivered.isPresent()
                        ? who + " has delivered it up to offset " + delivered.getAsLong() + " of " + end
                        : who + " has delivered nothing of it");
    }

    @Override
    public void delete(String topic) {
        ClusterAnswer.of(
                "delete topic " + topic, admin.deleteTopics(List.of(topic)).all());
    }

    @Override
    public void close() {
        admin.close();
    }

    private OptionalLong delivered(TopicPartition partition) {
        return groups.stream()
                .map(group -> ClusterAnswer.of(
                                "read the offsets of group " + group,
                                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group))
                        .get(partition))
                .filter(offset -> offset != null)
                .mapToLong(OffsetAndMetadata::offset)
                .max();
    }

    private long offset(TopicPartition partition, OffsetSpec spec) {
        return ClusterAnswer.of(
                        "read the offsets of topic " + partition.topic(),
                        admin.listOffsets(
                                        Map.of(partition, spec),
                                        new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                                .partitionResult(partition))
                .offset();
    }

    /** The last offsets are those of transactions' markers, which no sink commits: only records count. */
    private boolean holdsParts(TopicPartition partition, long from, long end) {
        if (from >= end) {
            return false;
        }
        Map<String, Object> config = new HashMap<>(settings);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        try (Consumer<byte[], byte[]> consumer = clients.consumer(config)) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            long started = System.nanoTime();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.value() != null) {
                        return true;
                    }
                }
                if (System.nanoTime() - started > READ_WITHIN.toNanos()) {
                    // A transaction is open that may still become a part.
                    return true;
                }
            }
            return false;
        }
    }
}
