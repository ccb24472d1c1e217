package dev.waybill.control.progress;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/** Finds how far partitions are delivered. */
public final class ProgressReader {
    private final LogPositions positions;
    private final LogLook look;

    public ProgressReader(LogPositions positions, LogLook look) {
        this.positions = positions;
        this.look = look;
    }

    /**
     * How far each partition is.
     *
     * @param groups the group that delivers, by partition; all partitions must exist
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be reached or refuses
     */
    public Map<TopicPartition, LaneProgress> read(Map<TopicPartition, String> groups) {
        Collection<String> names = new TreeSet<>(groups.values());
        Map<String, Map<TopicPartition, Long>> committed = positions.committed(names);
        Map<TopicPartition, Extent> extents = positions.extents(groups.keySet());
        Map<TopicPartition, OptionalLong> delivered = new HashMap<>();
        Map<TopicPartition, Long> from = new HashMap<>();
        groups.forEach((partition, group) -> {
            Long offset = committed.getOrDefault(group, Map.of()).get(partition);
            OptionalLong known = offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
            delivered.put(partition, known);
            from.put(partition, LaneProgress.undeliveredFrom(extents.getOrDefault(partition, new Extent(0, 0)), known));
        });
        Map<TopicPartition, Optional<RecordGlance>> oldest = look.first(from, extents);
        Map<TopicPartition, LaneProgress> progress = new HashMap<>();
        extents.forEach((partition, extent) -> progress.put(
                partition,
                new LaneProgress(
                        extent,
                        delivered.getOrDefault(partition, OptionalLong.empty()),
                        Optional.ofNullable(oldest.get(partition))
                                .map(found -> found.map(part -> LaneProgress.Backlog.from(part, extent))
                                        .orElse(LaneProgress.Backlog.NOTHING)))));
        return progress;
    }
}
