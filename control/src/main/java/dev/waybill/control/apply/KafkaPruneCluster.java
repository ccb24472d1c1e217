package dev.waybill.control.apply;

import dev.waybill.clients.ClusterAnswer;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.Source;
import dev.waybill.control.progress.Extent;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.control.progress.RecordGlance;
import dev.waybill.topics.Cluster;
import dev.waybill.topics.InputProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A cluster that is reached with the settings of a Kafka client. */
public final class KafkaPruneCluster implements PruneCluster, AutoCloseable {
    private static final Duration READ_WITHIN = Duration.ofSeconds(10);

    private final KafkaClients clients;
    private final Map<String, Object> settings;
    private final Admin admin;
    private final String applicationId;
    private final List<String> groups;
    private final LongSupplier nanoTime;

    /**
     * @param settings of any Kafka client, by Kafka's own keys
     * @param applicationId of the Streams application
     * @param groups consumer groups of the sinks; whichever has come furthest in a topic delivers it
     */
    public KafkaPruneCluster(
            KafkaClients clients, Map<String, Object> settings, String applicationId, List<String> groups) {
        this(clients, settings, applicationId, groups, System::nanoTime);
    }

    KafkaPruneCluster(
            KafkaClients clients,
            Map<String, Object> settings,
            String applicationId,
            List<String> groups,
            LongSupplier nanoTime) {
        this.clients = clients;
        this.settings = Map.copyOf(settings);
        this.admin = clients.admin(settings);
        this.applicationId = applicationId;
        this.groups = List.copyOf(groups);
        this.nanoTime = nanoTime;
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
        return new LogPositions(admin)
                .committed(groups).values().stream()
                        .flatMap(offsets -> Stream.ofNullable(offsets.get(partition)))
                        .mapToLong(Long::longValue)
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

    /**
     * The last offsets are those of transactions' markers, which no sink commits: only records count. Where the end is not
     * reached in time, a transaction is open that may still become a part.
     */
    private boolean holdsParts(TopicPartition partition, long from, long end) {
        try (Consumer<byte[], byte[]> consumer = clients.consumer(LogLook.settings(settings))) {
            @Nullable
            Optional<RecordGlance> first = new LogLook(consumer, nanoTime, READ_WITHIN)
                    .first(Map.of(partition, from), Map.of(partition, new Extent(from, end)))
                    .get(partition);
            return first == null || first.isPresent();
        }
    }
}
