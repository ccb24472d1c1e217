package dev.waybill.control.connect;

import dev.waybill.contract.GroupNames;
import dev.waybill.control.progress.LaneProgress;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.control.progress.ProgressReader;
import dev.waybill.topics.Cluster;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What a connector has not delivered, by its group's offsets and what its topics hold. */
public final class GroupUndelivered implements Undelivered {
    private final Cluster cluster;
    private final LogPositions positions;
    private final ProgressReader progress;

    public GroupUndelivered(Cluster cluster, LogPositions positions, ProgressReader progress) {
        this.cluster = cluster;
        this.positions = positions;
        this.progress = progress;
    }

    /** Of the topics that the connector names, and those of which it has delivered something. */
    @Override
    public long atMost(String name, Map<String, String> config) {
        String group = GroupNames.ofConnector(name);
        Set<TopicPartition> begun = positions
                .committed(List.of(group))
                .getOrDefault(group, Map.of())
                .keySet();
        Set<String> topics = new HashSet<>();
        begun.forEach(partition -> topics.add(partition.topic()));
        Arrays.stream(config.getOrDefault("topics", "").split(","))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty())
                .forEach(topics::add);
        Map<TopicPartition, String> groups = new HashMap<>();
        cluster.describe(topics).forEach((topic, state) -> {
            for (int partition = 0; partition < state.partitions(); partition++) {
                groups.put(new TopicPartition(topic, partition), group);
            }
        });
        return progress.read(groups).values().stream()
                .mapToLong(GroupUndelivered::left)
                .sum();
    }

    /** What could not be looked up counts as undelivered. */
    private static long left(LaneProgress lane) {
        return lane.backlog()
                .map(LaneProgress.Backlog::atMost)
                .orElseGet(() -> Math.max(
                        1,
                        lane.extent().end()
                                - lane.committed().orElse(lane.extent().begin())));
    }
}
