package dev.waybill.control.status;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.GroupNames;
import dev.waybill.contract.Topics;
import dev.waybill.control.progress.LaneProgress;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.control.progress.ProgressReader;
import dev.waybill.topics.Cluster;
import dev.waybill.topics.TopicState;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Finds out how far the topics of exports are delivered. Confined to one thread, like its look. */
public final class LaneReader {
    private final Cluster cluster;
    private final LogPositions positions;
    private final LogLook look;

    public LaneReader(Cluster cluster, LogPositions positions, LogLook look) {
        this.cluster = cluster;
        this.positions = positions;
        this.look = look;
    }

    /**
     * Looks once.
     *
     * @param visible all topics that there are
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be reached or refuses
     */
    public Lanes read(
            CatalogSnapshot catalog, Collection<CatalogExport> exports, Collection<String> visible, Instant now) {
        Set<String> existing = new TreeSet<>(visible);
        existing.retainAll(
                exports.stream().flatMap(export -> export.topics().stream()).collect(Collectors.toSet()));
        Map<String, TopicState> topics = cluster.describe(existing);
        Map<ExportId, List<TopicPartition>> partitions = partitions(exports, topics);
        Set<TopicPartition> all =
                partitions.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
        Map<TopicPartition, LaneStatus> statuses = statuses(all, topics, Deliverers.of(catalog), now);
        Map<ExportId, List<LaneStatus>> byExport = new HashMap<>();
        partitions.forEach((export, own) -> byExport.put(
                export,
                own.stream()
                        .flatMap(partition -> Optional.ofNullable(statuses.get(partition)).stream())
                        .toList()));
        return new Lanes(Optional.of(now), topics.keySet(), byExport);
    }

    private static Map<ExportId, List<TopicPartition>> partitions(
            Collection<CatalogExport> exports, Map<String, TopicState> topics) {
        Map<ExportId, List<TopicPartition>> partitions = new HashMap<>();
        for (CatalogExport export : exports) {
            partitions.put(
                    export.id(),
                    export.topics().stream()
                            .sorted()
                            .flatMap(topic -> Optional.ofNullable(topics.get(topic)).stream()
                                    .map(state -> new TopicPartition(
                                            topic, Topics.partition(export.id(), state.partitions()))))
                            .toList());
        }
        return partitions;
    }

    private Map<TopicPartition, LaneStatus> statuses(
            Set<TopicPartition> partitions, Map<String, TopicState> topics, Deliverers deliverers, Instant now) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, String> groups = new HashMap<>();
        partitions.forEach(
                partition -> groups.put(partition, GroupNames.ofConnector(deliverers.of(partition.topic()))));
        Map<TopicPartition, LaneProgress> progress = new ProgressReader(positions, look).read(groups);
        Set<TopicPartition> behind = progress.entrySet().stream()
                .filter(entry -> entry.getValue()
                        .backlog()
                        .filter(backlog -> backlog.atMost() > 0)
                        .isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Map<TopicPartition, Long> sizes = behind.isEmpty() ? Map.of() : positions.sizes(behind);
        Map<TopicPartition, LaneStatus> lanes = new HashMap<>();
        progress.forEach((partition, found) -> lanes.put(
                partition,
                LaneStatus.of(
                        partition,
                        deliverers.of(partition.topic()),
                        found,
                        Optional.ofNullable(sizes.get(partition)),
                        Optional.ofNullable(topics.get(partition.topic()))
                                .map(TopicState::config)
                                .orElse(Map.of()),
                        now)));
        return lanes;
    }
}
