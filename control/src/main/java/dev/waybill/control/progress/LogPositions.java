package dev.waybill.control.progress;

import dev.waybill.clients.ClusterAnswer;
import dev.waybill.contract.ClusterException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Asks brokers how long logs are and how far groups have come, in batches. */
public final class LogPositions {
    private static final int BATCH = 2000;

    private final Admin admin;

    public LogPositions(Admin admin) {
        this.admin = admin;
    }

    /**
     * What partitions hold; all must exist.
     *
     * @throws ClusterException if the cluster cannot be reached or refuses
     */
    public Map<TopicPartition, Extent> extents(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Extent> extents = new HashMap<>();
        List<TopicPartition> all = List.copyOf(partitions);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<TopicPartition> batch = all.subList(from, Math.min(all.size(), from + BATCH));
            Map<TopicPartition, Long> begins = offsets(batch, OffsetSpec.earliest());
            Map<TopicPartition, Long> ends = offsets(batch, OffsetSpec.latest());
            begins.forEach((partition, begin) ->
                    extents.put(partition, new Extent(begin, Math.max(begin, ends.getOrDefault(partition, begin)))));
        }
        return extents;
    }

    /**
     * Committed offsets by group; a group that does not exist has none.
     *
     * @throws ClusterException if the cluster cannot be reached or refuses
     */
    public Map<String, Map<TopicPartition, Long>> committed(Collection<String> groups) {
        Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
        List<String> all = List.copyOf(groups);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<String> batch = all.subList(from, Math.min(all.size(), from + BATCH));
            ListConsumerGroupOffsetsResult result = admin.listConsumerGroupOffsets(batch.stream()
                    .collect(Collectors.toMap(Function.identity(), any -> new ListConsumerGroupOffsetsSpec())));
            batch.forEach(group -> committed.put(group, committed(result, group)));
        }
        return committed;
    }

    private static Map<TopicPartition, Long> committed(ListConsumerGroupOffsetsResult result, String group) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        try {
            ClusterAnswer.of("ask how far group " + group + " is", result.partitionsToOffsetAndMetadata(group))
                    .forEach((partition, offset) -> {
                        if (offset != null) {
                            offsets.put(partition, offset.offset());
                        }
                    });
        } catch (ClusterException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
        return offsets;
    }

    /**
     * Where in each partition the records begin that came at a time or later: at its end where there are none yet.
     *
     * @throws ClusterException if the cluster cannot be reached or refuses
     */
    public Map<TopicPartition, Long> at(Instant time, Map<TopicPartition, Extent> extents) {
        Map<TopicPartition, Long> offsets =
                new HashMap<>(offsets(List.copyOf(extents.keySet()), OffsetSpec.forTimestamp(time.toEpochMilli())));
        extents.forEach((partition, extent) ->
                offsets.computeIfPresent(partition, (any, found) -> found < 0 ? extent.end() : found));
        return offsets;
    }

    /** Bytes of partitions on disk, the largest replica's; empty if that may not be asked for. */
    public Map<TopicPartition, Long> sizes(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> sizes = new HashMap<>();
        try {
            List<Integer> brokers = new ArrayList<>();
            ClusterAnswer.of("ask for the brokers", admin.describeCluster().nodes()).stream()
                    .map(Node::id)
                    .forEach(brokers::add);
            ClusterAnswer.of(
                            "ask for the sizes of logs",
                            admin.describeLogDirs(brokers).allDescriptions())
                    .values()
                    .forEach(folders -> folders.values().forEach(folder -> add(folder, sizes)));
        } catch (ClusterException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
        }
        sizes.keySet().retainAll(List.copyOf(partitions));
        return sizes;
    }

    private static void add(LogDirDescription folder, Map<TopicPartition, Long> sizes) {
        folder.replicaInfos().forEach((partition, replica) -> sizes.merge(partition, replica.size(), Math::max));
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec) {
        ListOffsetsResult result = admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(Function.identity(), any -> spec)),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            offsets.put(
                    partition,
                    ClusterAnswer.of("ask for offsets of " + partition, result.partitionResult(partition))
                            .offset());
        }
        return offsets;
    }
}
