package dev.waybill.control.status;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.progress.DeliveryGlance;
import dev.waybill.control.progress.DeliveryLook;
import dev.waybill.control.progress.Extent;
import dev.waybill.control.progress.InputLag;
import dev.waybill.control.progress.LedgerLook;
import dev.waybill.control.progress.LogLook;
import dev.waybill.control.progress.LogPositions;
import dev.waybill.control.progress.RecordGlance;
import dev.waybill.topics.Cluster;
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
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

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
        Lanes lanes = new LaneReader(cluster, positions, look).read(catalog, exports, visible, now);
        boolean looksForParts = exports.size() <= PARTS_OF;
        Map<ExportId, RecordGlance> newest = looksForParts ? newest(lanes) : Map.of();
        Map<ExportId, DeliveryGlance> said =
                looksForParts && visible.contains(Topics.DELIVERIES) ? said(exports) : Map.of();
        Optional<SortedSet<Window>> open = exports.size() == 1 && visible.contains(Topics.LEDGER)
                ? open(exports.get(0).id(), now)
                : Optional.empty();
        LedgerFindings.Found ledgers = visible.contains(Topics.LEDGER)
                ? LedgerFindings.look(ledger, new InputLag(positions), this::members, application, exports, now)
                : LedgerFindings.Found.NOTHING;
        Judgement judgement = new Judgement(lanes, ledgers, connectors, now);
        PlannedWindows windows = new PlannedWindows(catalog, new HashMap<>());
        List<ExportStatus> statuses = exports.stream()
                .map(export -> judgement.of(
                        export,
                        Optional.ofNullable(newest.get(export.id())),
                        Optional.ofNullable(said.get(export.id())),
                        open,
                        LedgerProgress.passed(windows.firstDueAfter(export, ledgers::through, now))))
                .toList();
        Set<String> names = lanes.byExport().values().stream()
                .flatMap(List::stream)
                .map(LaneStatus::connector)
                .collect(Collectors.toSet());
        Optional<Map<String, ConnectorState>> delivering = connectors.map(states -> {
            Map<String, ConnectorState> kept = new HashMap<>(states);
            kept.keySet().retainAll(names);
            return kept;
        });
        List<Finding> whole = new ArrayList<>(CatalogFindings.of(catalog, scope));
        whole.addAll(ledgers.whole());
        return new StatusReport(now, statuses, whole, looksForParts, delivering);
    }

    private int members() {
        return GroupMembers.of(cluster, application);
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

    private Map<ExportId, RecordGlance> newest(Lanes lanes) {
        Map<TopicPartition, Set<ExportId>> wanted = new HashMap<>();
        Map<TopicPartition, Extent> extents = new HashMap<>();
        lanes.byExport()
                .forEach((export, own) -> own.forEach(lane -> {
                    wanted.computeIfAbsent(lane.partition(), any -> new HashSet<>())
                            .add(export);
                    extents.put(lane.partition(), lane.progress().extent());
                }));
        return look.newest(wanted, extents);
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
}
