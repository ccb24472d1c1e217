package dev.waybill.sink.metrics;

import dev.waybill.build.BuildInfo;
import dev.waybill.sink.backlog.BacklogState;
import dev.waybill.sink.backlog.BacklogView;
import dev.waybill.sink.destination.FailureKind;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** All series of a worker at one moment: sums for each connector, and the exports in trouble, as many as are listed. */
final class SinkSnapshots {
    private static final String CONNECTOR = "connector";

    private final Map<String, ConnectorView> connectors;
    private final Instant now;
    private final int maxExports;
    private final MetricSnapshots.Builder snapshots = MetricSnapshots.builder();

    private SinkSnapshots(Map<String, ConnectorView> connectors, Instant now, int maxExports) {
        this.connectors = connectors;
        this.now = now;
        this.maxExports = maxExports;
    }

    /**
     * The series.
     *
     * @param connectors by name
     * @param maxExports how many exports in trouble are listed, at most, for each connector
     */
    static MetricSnapshots of(Map<String, ConnectorView> connectors, Instant now, int maxExports) {
        SinkSnapshots building = new SinkSnapshots(connectors, now, maxExports);
        building.build();
        building.tasks();
        building.backlogs();
        building.counters();
        building.exportsInTrouble();
        return building.snapshots.build();
    }

    /** Prometheus' writer puts {@code _info} behind the name. */
    private void build() {
        BuildInfo build = BuildInfo.current();
        snapshots.metricSnapshot(InfoSnapshot.builder()
                .name("waybill_build")
                .help("1, with the version and the commit of the program as labels")
                .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                        .labels(Labels.of("version", build.version(), "revision", build.revision()))
                        .build())
                .build());
    }

    private void tasks() {
        gauge("waybill_sink_tasks", "Tasks of the connector on this worker", ConnectorView::tasks);
        gauge(
                "waybill_sink_in_flight_bytes",
                "Records that are accepted and not yet delivered",
                ConnectorView::inFlightBytes);
        gauge(
                "waybill_sink_catalog_age_seconds",
                "How old what is known of the catalog is",
                ConnectorView::catalogAgeSeconds);
        gauge(
                "waybill_sink_catalog_faults",
                "Records of the catalog that this sink cannot read",
                ConnectorView::catalogFaults);
    }

    private void backlogs() {
        GaugeSnapshot.Builder lanes = GaugeSnapshot.builder()
                .name("waybill_sink_lanes")
                .help("What goes from one partition, for one export, to one destination, by how it is doing");
        GaugeSnapshot.Builder failing = GaugeSnapshot.builder()
                .name("waybill_sink_lanes_failing")
                .help("Lanes whose destination fails, by what is wrong");
        connectors.forEach((name, view) -> {
            Map<BacklogState, Long> states =
                    view.backlogs().stream().collect(Collectors.groupingBy(BacklogView::state, Collectors.counting()));
            for (BacklogState state : BacklogState.values()) {
                lanes.dataPoint(
                        point(Labels.of(CONNECTOR, name, "state", state.name()), states.getOrDefault(state, 0L)));
            }
            Map<FailureKind, Long> errors = view.backlogs().stream()
                    .flatMap(backlog -> backlog.error().stream())
                    .collect(Collectors.groupingBy(error -> error, Collectors.counting()));
            errors.forEach((error, count) ->
                    failing.dataPoint(point(Labels.of(CONNECTOR, name, "error", error.name()), count)));
        });
        snapshots.metricSnapshot(lanes.build()).metricSnapshot(failing.build());
        gauge(
                "waybill_sink_undelivered_seconds",
                "How long the oldest part has waited that is not delivered, of exports that are not paused",
                view -> longest(view, backlog -> backlog.state() != BacklogState.PAUSED));
        gauge(
                "waybill_sink_paused_undelivered_seconds",
                "How long the oldest part has waited that is not delivered, of exports that are paused",
                view -> longest(view, backlog -> backlog.state() == BacklogState.PAUSED));
    }

    private double longest(ConnectorView view, Predicate<BacklogView> which) {
        return view.backlogs().stream()
                .filter(which)
                .flatMap(backlog -> backlog.undeliveredSince().stream())
                .min(Instant::compareTo)
                .map(this::seconds)
                .orElse(0.0);
    }

    private double seconds(Instant since) {
        return Math.max(0, now.toEpochMilli() - since.toEpochMilli()) / 1_000.0;
    }

    private void counters() {
        counter(
                "objects_delivered",
                "Parts and receipts delivered",
                c -> c.backlogs().deliveredObjects());
        counter("receipts_delivered", "Receipts delivered", c -> c.backlogs().deliveredReceipts());
        counter(
                "delivered_bytes",
                "Size of the delivered objects",
                c -> c.backlogs().deliveredBytes());
        counter(
                "attempts_failed",
                "Deliveries that failed, whether or not they succeeded later",
                c -> c.backlogs().failedAttempts());
        counter(
                "records_parked",
                "Records copied to parking topics",
                c -> c.backlogs().parkedRecords());
        counter(
                "records_discarded",
                "Records passed over because their windows must not leave any more",
                c -> c.backlogs().discardedRecords());
        counter(
                "records_refused",
                "Records handed to the dead letter queue",
                c -> c.backlogs().refusedRecords());
        counter(
                "positions_lost",
                "How often undelivered records were gone from the log when they were to be read again",
                c -> c.backlogs().lostPositions());
        counter("statements_written", "What was said on waybill.deliveries", Counted::stated);
        counter("statements_dropped", "What could not be said on waybill.deliveries", Counted::dropped);
    }

    private void exportsInTrouble() {
        GaugeSnapshot.Builder exports = GaugeSnapshot.builder()
                .name("waybill_sink_export_undelivered_seconds")
                .help(
                        "How long the oldest part of an export in trouble has waited; those that have waited longest are listed");
        GaugeSnapshot.Builder unlisted = GaugeSnapshot.builder()
                .name("waybill_sink_exports_unlisted")
                .help("Exports in trouble that have no series of their own, since there are too many");
        connectors.forEach((name, view) -> {
            List<TroubledExport.Waiting> troubled = TroubledExport.among(view.backlogs(), now);
            troubled.stream()
                    .limit(maxExports)
                    .forEach(waiting ->
                            exports.dataPoint(point(labels(name, waiting.export()), seconds(waiting.since()))));
            unlisted.dataPoint(point(Labels.of(CONNECTOR, name), Math.max(0, troubled.size() - maxExports)));
        });
        snapshots.metricSnapshot(exports.build()).metricSnapshot(unlisted.build());
    }

    private static Labels labels(String connector, TroubledExport export) {
        return Labels.of(
                CONNECTOR,
                connector,
                "tenant",
                export.tenant(),
                "export",
                export.export(),
                "topic",
                export.topic(),
                "state",
                export.state().name(),
                "error",
                export.error());
    }

    private void gauge(String name, String help, ToDoubleFunction<ConnectorView> value) {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
        connectors.forEach((connector, view) ->
                gauge.dataPoint(point(Labels.of(CONNECTOR, connector), value.applyAsDouble(view))));
        snapshots.metricSnapshot(gauge.build());
    }

    private void counter(String name, String help, ToDoubleFunction<Counted> value) {
        CounterSnapshot.Builder counter =
                CounterSnapshot.builder().name("waybill_sink_" + name).help(help);
        connectors.forEach((connector, view) -> counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                .labels(Labels.of(CONNECTOR, connector))
                .value(value.applyAsDouble(view.counted()))
                .build()));
        snapshots.metricSnapshot(counter.build());
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build();
    }
}
