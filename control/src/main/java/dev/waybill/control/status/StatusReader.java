package dev.waybill.control.status;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ClusterException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.GroupNames;
import dev.waybill.contract.Topics;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.progress.DeliveryGlance;
import dev.waybill.control.progress.DeliveryLook;
import dev.waybill.control.progress.InputLag;
import dev.waybill.control.progress.LaneProgress;
import dev.waybill.control.progress.LedgerLook;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.control.progress.ProgressReader;
import dev.waybill.control.progress.RecordGlance;
import dev.waybill.topics.Cluster;
import dev.waybill.topics.TopicState;
import dev.waybill.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;

/** Finds out what is with exports: from the catalog, the cluster and, if it may be asked, Connect. Changes nothing. */
public final class StatusReader {
    /** Of more exports than this the newest parts are not looked for. */
    public static final int PARTS_OF = 100;

    private final Cluster cluster;
    private final LogPositions positions;
    private final LogLook look;
    private final LedgerLook ledger;
    private final String application;

    /** @param application the id of the Streams application */
    public StatusReader(Cluster cluster, LogPositions positions, LogLook look, LedgerLook ledger, String application) {
        this.cluster = cluster;
        this.positions = positions;
        this.look = look;
        this.ledger = ledger;
        this.application = application;
    }

    /**
     * Looks once.
     *
     * @param scope which exports; those that have ended are among them only if a tenant is named
     * @param connectors what Connect says, by name; empty if it was not asked
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be reached or refuses
     */
    public StatusReport read(
            CatalogSnapshot catalog, PauseScope scope, Optional<Map<String, ConnectorState>> connectors, Instant now) {
        List<CatalogExport> exports = exports(catalog, scope, now);
        Set<String> visible = cluster.names();
        Set<String> existing = new TreeSet<>(visible);
        existing.retainAll(
                exports.stream().flatMap(export -> export.topics().stream()).collect(Collectors.toSet()));
        Map<String, TopicState> topics = cluster.describe(existing);
        Map<ExportId, List<TopicPartition>> partitions = partitions(exports, topics);
        Set<TopicPartition> all =
                partitions.values().stream().flatMap(Collection::stream).collect(Collectors.toSet());
        Map<TopicPartition, LaneStatus> lanes = lanes(all, topics, Deliverers.of(catalog), now);
        boolean looksForParts = exports.size() <= PARTS_OF;
        Map<ExportId, RecordGlance> newest = looksForParts ? newest(partitions, lanes) : Map.of();
        Map<ExportId, DeliveryGlance> said =
                looksForParts && visible.contains(Topics.DELIVERIES) ? said(exports) : Map.of();
        Optional<SortedSet<Window>> open = exports.size() == 1 && visible.contains(Topics.LEDGER)
                ? open(exports.get(0).id(), now)
                : Optional.empty();
        LedgerFindings.Found ledgers = visible.contains(Topics.LEDGER)
                ? LedgerFindings.look(ledger, new InputLag(positions), this::members, application, exports, now)
                : LedgerFindings.Found.NOTHING;
        Findings findings = new Findings(now, connectors);
        List<ExportStatus> statuses = exports.stream()
                .map(export -> {
                    List<LaneStatus> own = partitions.getOrDefault(export.id(), List.of()).stream()
                            .flatMap(partition -> Optional.ofNullable(lanes.get(partition)).stream())
                            .toList();
                    Set<String> missing = new HashSet<>(export.topics());
                    missing.removeAll(topics.keySet());
                    Optional<SaidDeliveries> deliveries =
                            Optional.ofNullable(said.get(export.id())).map(SaidDeliveries::new);
                    List<Finding> found = new ArrayList<>(findings.of(export, own, missing));
                    deliveries.ifPresent(of -> found.addAll(of.findings(now)));
                    found.addAll(ledgers.ofExports().getOrDefault(export.id(), List.of()));
                    return new ExportStatus(
                            export,
                            own,
                            Optional.ofNullable(newest.get(export.id())),
                            deliveries,
                            open,
                            ledgers.waits().getOrDefault(export.id(), List.of()),
                            found);
                })
                .toList();
        Set<String> names = lanes.values().stream().map(LaneStatus::connector).collect(Collectors.toSet());
        Optional<Map<String, ConnectorState>> delivering = connectors.map(states -> {
            Map<String, ConnectorState> kept = new HashMap<>(states);
            kept.keySet().retainAll(names);
            return kept;
        });
        List<Finding> whole = new ArrayList<>(whole(catalog, scope));
        whole.addAll(ledgers.whole());
        return new StatusReport(now, statuses, whole, looksForParts, delivering);
    }

    private int members() {
        try {
            return cluster.members(application);
        } catch (ClusterException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return -1;
            }
            throw e;
        }
    }

    private static List<CatalogExport> exports(CatalogSnapshot catalog, PauseScope scope, Instant now) {
        Collection<String> tenants =
                scope.tenant().<Collection<String>>map(List::of).orElseGet(catalog::tenantIds);
        List<CatalogExport> exports = new ArrayList<>();
        for (String tenant : tenants) {
            catalog.tenant(tenant)
                    .flatMap(entry -> entry.record())
                    .ifPresent(record -> record.exports().forEach((id, export) -> {
                        if (scope.export().map(id::equals).orElse(true)) {
                            CatalogExport.of(new ExportId(tenant, id), export, catalog, now)
                                    .filter(found -> scope.tenant().isPresent() || found.isActive())
                                    .ifPresent(exports::add);
                        }
                    }));
        }
        return exports;
    }

    private static Map<ExportId, List<TopicPartition>> partitions(
            List<CatalogExport> exports, Map<String, TopicState> topics) {
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

    private Map<TopicPartition, LaneStatus> lanes(
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

    private Map<ExportId, RecordGlance> newest(
            Map<ExportId, List<TopicPartition>> partitions, Map<TopicPartition, LaneStatus> lanes) {
        Map<TopicPartition, Set<ExportId>> wanted = new HashMap<>();
        partitions.forEach((export, all) -> all.forEach(partition ->
                wanted.computeIfAbsent(partition, any -> new HashSet<>()).add(export)));
        return look.newest(
                wanted,
                lanes.values().stream()
                        .collect(Collectors.toMap(
                                LaneStatus::partition, lane -> lane.progress().extent())));
    }

    private Optional<SortedSet<Window>> open(ExportId export, Instant now) {
        return ledger.open(application, List.of(export), now)
                .flatMap(windows -> Optional.ofNullable(windows.get(export)));
    }

    private Map<ExportId, DeliveryGlance> said(List<CatalogExport> exports) {
        int partitions = cluster.partitions(Set.of(Topics.DELIVERIES)).getOrDefault(Topics.DELIVERIES, 0);
        Set<ExportId> ids = exports.stream().map(CatalogExport::id).collect(Collectors.toSet());
        Set<TopicPartition> wanted = ids.stream()
                .map(DeliveryLook::partition)
                .filter(partition -> partition.partition() < partitions)
                .collect(Collectors.toSet());
        return new DeliveryLook(look).newest(ids, positions.extents(wanted));
    }

    /** What concerns more than one export. */
    private static List<Finding> whole(CatalogSnapshot catalog, PauseScope scope) {
        List<Finding> findings = new ArrayList<>(catalog.faults().stream()
                .filter(fault -> scope.tenant()
                        .map(tenant -> isAbout(fault.key(), tenant))
                        .orElse(true))
                .map(fault -> new Finding(
                        fault.text(), "update the programs that read it, or write it again with ./waybill apply"))
                .toList());
        if (Deliverers.isUnknown(catalog)) {
            findings.add(new Finding(
                    "the catalog's platform.yaml cannot be read by this program, so it is not known which connectors"
                            + " deliver",
                    "use the version of Waybill that applied it, or apply a platform.yaml that this one reads"));
        }
        if (catalog.settings().isEmpty()) {
            findings.add(new Finding(
                    "the catalog has no settings: no event can be decided, everything waits",
                    "run ./waybill apply, or restore a copy with apply --restore"));
        }
        return findings;
    }

    /** Records of no tenant concern all. */
    private static boolean isAbout(String key, String tenant) {
        return key.equals(tenant) || key.startsWith(tenant + "/") || !ExportId.isValid(key.split("/", -1)[0]);
    }
}
