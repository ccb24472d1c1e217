package dev.waybill.control.status;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.GroupNames;
import dev.waybill.contract.Topics;
import dev.waybill.control.progress.Extent;
import dev.waybill.control.progress.LedgerLook;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.control.progress.RecordGlance;
import dev.waybill.topics.Cluster;
import dev.waybill.topics.TopicState;
import dev.waybill.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** Finds out what of exports has been collected and is not in their buckets, from the ledger and their topics. */
public final class LeftoverReader {
    private final Cluster cluster;
    private final LogPositions positions;
    private final LogLook look;
    private final LedgerLook ledger;
    private final String application;

    /** @param application the id of the Streams application */
    public LeftoverReader(
            Cluster cluster, LogPositions positions, LogLook look, LedgerLook ledger, String application) {
        this.cluster = cluster;
        this.positions = positions;
        this.look = look;
        this.ledger = ledger;
        this.application = application;
    }

    /**
     * Looks once.
     *
     * @param exports that the catalog knows; others are passed over
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be reached or refuses
     */
    public List<Leftovers> read(CatalogSnapshot catalog, Collection<ExportId> exports, Instant now) {
        List<CatalogExport> known = exports.stream()
                .sorted()
                .flatMap(export -> find(catalog, export, now).stream())
                .toList();
        if (known.isEmpty()) {
            return List.of();
        }
        Set<String> topics =
                known.stream().flatMap(export -> export.topics().stream()).collect(Collectors.toSet());
        topics.add(Topics.LEDGER);
        topics.retainAll(cluster.names());
        Map<String, TopicState> states = cluster.describe(topics);
        Optional<Map<ExportId, SortedSet<Window>>> open = states.containsKey(Topics.LEDGER)
                ? ledger.open(application, known.stream().map(CatalogExport::id).toList(), now)
                : Optional.empty();
        Deliverers deliverers = Deliverers.of(catalog);
        List<Leftovers> leftovers = new ArrayList<>();
        for (CatalogExport export : known) {
            leftovers.add(new Leftovers(
                    export.id(),
                    open.flatMap(windows -> Optional.ofNullable(windows.get(export.id()))),
                    undelivered(export.id(), export.topics(), states, deliverers)));
        }
        return leftovers;
    }

    /**
     * The windows of an export with parts that no sink has delivered, in whatever topic parts of it may be, parked ones included.
     *
     * @return empty if a topic could not be read to its end in time
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be reached or refuses
     */
    public Optional<SortedSet<Window>> undeliveredAnywhere(CatalogSnapshot catalog, ExportId export) {
        Set<String> topics =
                new HashSet<>(List.of(Topics.dedicated(export), Topics.SHARED_DELIVERY, Topics.parked(export)));
        topics.retainAll(cluster.names());
        return undelivered(export, topics, cluster.describe(topics), Deliverers.of(catalog));
    }

    private static Optional<CatalogExport> find(CatalogSnapshot catalog, ExportId export, Instant now) {
        return catalog.tenant(export.tenant())
                .flatMap(entry -> entry.record())
                .flatMap(record -> CatalogExport.of(export, record.export(export.export()), catalog, now));
    }

    private Optional<SortedSet<Window>> undelivered(
            ExportId export, Set<String> topics, Map<String, TopicState> states, Deliverers deliverers) {
        SortedSet<Window> windows = new TreeSet<>();
        Set<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> Stream.ofNullable(states.get(topic))
                        .map(state -> new TopicPartition(topic, Topics.partition(export, state.partitions()))))
                .collect(Collectors.toCollection(HashSet::new));
        Map<TopicPartition, Extent> extents = positions.extents(partitions);
        for (TopicPartition partition : partitions) {
            String group = GroupNames.ofConnector(deliverers.of(partition.topic()));
            Extent extent = extents.getOrDefault(partition, new Extent(0, 0));
            Long delivered = positions
                    .committed(List.of(group))
                    .getOrDefault(group, Map.of())
                    .get(partition);
            long from = delivered == null ? extent.begin() : Math.max(extent.begin(), delivered);
            Optional<List<RecordGlance>> parts = look.parts(partition, from, extent.end(), export);
            if (parts.isEmpty()) {
                return Optional.empty();
            }
            parts.get().forEach(part -> part.window().ifPresent(windows::add));
        }
        return Optional.of(windows);
    }
}
