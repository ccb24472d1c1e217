package dev.waybill.app.replay;

import dev.waybill.clients.ClusterAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Asks the topics of a replay what they hold. */
final class Inputs {
    private final Admin admin;

    Inputs(Admin admin) {
        this.admin = admin;
    }

    /**
     * What is to be read of each partition.
     *
     * @param arrivedFrom what arrived before it can belong to no window that was asked for: the first record from then on is
     *     where reading begins. All before it arrived before, so the clock of a partition has the same values as when it was
     *     read from its beginning
     * @param asked now
     */
    List<SourceSpan> spans(Collection<String> topics, Instant arrivedFrom, Instant asked) {
        List<TopicPartition> partitions = partitions(topics);
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, ListOffsetsResultInfo> earliest = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> oldest = offsets(partitions, OffsetSpec.forTimestamp(0));
        Map<TopicPartition, ListOffsetsResultInfo> starts =
                offsets(partitions, OffsetSpec.forTimestamp(Math.max(0, arrivedFrom.toEpochMilli())));
        Map<String, Instant> keptFrom = new HashMap<>();
        topics.forEach(topic -> keptFrom.put(topic, keptFrom(topic, asked)));
        List<SourceSpan> spans = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            long end = of(ends, partition).offset();
            long start = of(starts, partition).offset();
            Optional<Instant> heldFrom = of(earliest, partition).offset() == 0
                    ? Optional.empty()
                    : Optional.of(arrival(of(oldest, partition))
                            .orElseGet(() -> Objects.requireNonNull(keptFrom.get(partition.topic()))));
            spans.add(new SourceSpan(partition, start < 0 ? end : Math.min(start, end), end, heldFrom));
        }
        return spans;
    }

    /** These pieces, each with the end that its partition has now. */
    List<SourceSpan> upToNow(List<SourceSpan> pieces) {
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                offsets(pieces.stream().map(SourceSpan::source).toList(), OffsetSpec.latest());
        return pieces.stream()
                .map(piece -> new SourceSpan(
                        piece.source(), piece.start(), of(ends, piece.source()).offset(), piece.heldFrom()))
                .toList();
    }

    private static ListOffsetsResultInfo of(
            Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }

    private static Optional<Instant> arrival(ListOffsetsResultInfo oldest) {
        return oldest.offset() < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest.timestamp()));
    }

    /**
     * The arrival from which on a topic has removed nothing, as its settings say: for partitions that hold nothing any more.
     * Where records are also removed for their size, that may have been a moment ago.
     */
    private Instant keptFrom(String topic, Instant asked) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = Objects.requireNonNull(ClusterAnswer.of(
                        "read the settings of topic " + topic,
                        admin.describeConfigs(List.of(resource)).all())
                .get(resource));
        OptionalLong bytes = number(config, TopicConfig.RETENTION_BYTES_CONFIG);
        OptionalLong millis = number(config, TopicConfig.RETENTION_MS_CONFIG);
        boolean byTimeAlone =
                bytes.isPresent() && bytes.getAsLong() < 0 && millis.isPresent() && millis.getAsLong() > 0;
        return byTimeAlone ? asked.minus(Duration.ofMillis(millis.getAsLong())) : asked;
    }

    private static OptionalLong number(Config config, String key) {
        return Optional.ofNullable(config.get(key)).stream()
                .mapToLong(entry -> Long.parseLong(entry.value()))
                .findFirst();
    }

    private List<TopicPartition> partitions(Collection<String> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            TopicDescription description = Objects.requireNonNull(ClusterAnswer.of(
                            "describe topic " + topic,
                            admin.describeTopics(List.of(topic)).allTopicNames())
                    .get(topic));
            IntStream.range(0, description.partitions().size())
                    .forEach(partition -> partitions.add(new TopicPartition(topic, partition)));
        }
        return partitions;
    }

    /** Transactions that have not ended included: their records have arrived. */
    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, which));
        return ClusterAnswer.of(
                "read the offsets of the input topics", admin.listOffsets(asked).all());
    }
}
