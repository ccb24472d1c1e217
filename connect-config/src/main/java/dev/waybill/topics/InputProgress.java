package dev.waybill.topics;

import dev.waybill.clients.ClusterAnswer;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/** How far the Streams application has read its input, as its committed offsets say. */
public final class InputProgress {
    private final Admin admin;
    private final String applicationId;

    /**
     * @param admin used, not closed
     * @param applicationId the Streams application id, which is its consumer group
     */
    public InputProgress(Admin admin, String applicationId) {
        this.admin = admin;
        this.applicationId = applicationId;
    }

    /**
     * Whether it has read anything: it has committed an offset behind the first record that is there, or one with the
     * metadata that Kafka Streams adds. Start offsets alone, as {@link StartOffsets} commits them, are none.
     *
     * @throws ClusterException if the cluster cannot be reached or refuses
     */
    public boolean hasBegun() {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(InputTopics.names());
        Map<TopicPartition, Long> earliest = offsets(committed.keySet(), OffsetSpec.earliest());
        return committed.entrySet().stream().anyMatch(partition -> {
            OffsetAndMetadata offset = partition.getValue();
            return !offset.metadata().isEmpty() || offset.offset() > earliest.getOrDefault(partition.getKey(), 0L);
        });
    }

    /**
     * Whether brokers stamp the records of an input topic that exists: what arrives is then never in the past.
     *
     * @throws ClusterException if the cluster cannot be reached or refuses
     */
    public boolean isStampedByBrokers() {
        return new Cluster(admin)
                .describe(InputTopics.names()).values().stream()
                        .anyMatch(topic -> InputTimestamps.LOG_APPEND_TIME
                                .configValue()
                                .equals(topic.config().get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)));
    }

    /**
     * Whether it has read all records of a source that arrived before an instant.
     *
     * @throws ClusterException if the cluster cannot be reached or refuses
     */
    public boolean hasRead(Source source, Instant before) {
        List<String> topics = List.of(Topics.input(source), Topics.byTenant(source));
        Map<TopicPartition, OffsetAndMetadata> committed = committed(topics);
        Map<TopicPartition, Long> first = offsets(committed.keySet(), OffsetSpec.forTimestamp(before.toEpochMilli()));
        Map<TopicPartition, Long> end = offsets(committed.keySet(), OffsetSpec.latest());
        return partitions(List.of(Topics.input(source))).stream().allMatch(committed::containsKey)
                && committed.entrySet().stream().allMatch(partition -> {
                    long later = first.getOrDefault(partition.getKey(), -1L);
                    return partition.getValue().offset()
                            >= (later < 0 ? end.getOrDefault(partition.getKey(), 0L) : later);
                });
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Collection<String> topics) {
        Map<TopicPartition, OffsetAndMetadata> all = ClusterAnswer.of(
                "read the committed offsets of the application " + applicationId,
                admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata(applicationId));
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        for (TopicPartition partition : partitions(topics)) {
            OffsetAndMetadata offset = all.get(partition);
            if (offset != null) {
                committed.put(partition, offset);
            }
        }
        return committed;
    }

    private List<TopicPartition> partitions(Collection<String> topics) {
        return new Cluster(admin)
                .partitions(topics).entrySet().stream()
                        .flatMap(topic -> IntStream.range(0, topic.getValue())
                                .mapToObj(partition -> new TopicPartition(topic.getKey(), partition)))
                        .toList();
    }

    /** -1 where no record is meant. */
    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec));
        Map<TopicPartition, ListOffsetsResultInfo> found = ClusterAnswer.of(
                "read offsets of the input topics", admin.listOffsets(wanted).all());
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Entry::getKey, entry -> entry.getValue().offset()));
    }
}
