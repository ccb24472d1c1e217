package dev.waybill.sink.metrics;

import static dev.waybill.sink.fake.Records.ACME;
import static dev.waybill.sink.fake.Records.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.build.BuildInfo;
import dev.waybill.contract.ExportId;
import dev.waybill.http.HealthServer;
import dev.waybill.sink.backlog.BacklogKey;
import dev.waybill.sink.backlog.BacklogState;
import dev.waybill.sink.backlog.BacklogTotals;
import dev.waybill.sink.backlog.BacklogView;
import dev.waybill.sink.backlog.TaskView;
import dev.waybill.sink.catalog.CatalogStatusMXBean;
import dev.waybill.sink.deliveries.StatedDeliveriesMXBean;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.fake.MutableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class WorkerMetricsTest {
    private static final Path REFERENCE = Path.of("../docs/reference/export-sink.md");
    private static final BacklogTotals SOME = new BacklogTotals(10, 2, 1_000, 3, 4, 5, 6, 7);

    private final MutableClock clock = new MutableClock("2026-03-04T06:00:00Z");
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void sumsUpWhatTheTasksOfAConnectorCount() {
        WorkerMetrics metrics = worker(10);
        metrics.add(task("waybill-sink", SOME));
        metrics.add(task("waybill-sink", SOME));
        metrics.add(task("other", BacklogTotals.NONE));

        assertThat(metrics.text().lines())
                .contains(
                        "waybill_sink_tasks{connector=\"waybill-sink\"} 2.0",
                        "waybill_sink_tasks{connector=\"other\"} 1.0",
                        "waybill_sink_objects_delivered_total{connector=\"waybill-sink\"} 20.0",
                        "waybill_sink_objects_delivered_total{connector=\"other\"} 0.0",
                        "waybill_sink_receipts_delivered_total{connector=\"waybill-sink\"} 4.0",
                        "waybill_sink_delivered_bytes_total{connector=\"waybill-sink\"} 2000.0",
                        "waybill_sink_attempts_failed_total{connector=\"waybill-sink\"} 6.0",
                        "waybill_sink_records_parked_total{connector=\"waybill-sink\"} 8.0",
                        "waybill_sink_records_discarded_total{connector=\"waybill-sink\"} 10.0",
                        "waybill_sink_records_refused_total{connector=\"waybill-sink\"} 12.0",
                        "waybill_sink_positions_lost_total{connector=\"waybill-sink\"} 14.0",
                        "waybill_sink_statements_written_total{connector=\"waybill-sink\"} 16.0",
                        "waybill_sink_statements_dropped_total{connector=\"waybill-sink\"} 18.0",
                        "waybill_sink_in_flight_bytes{connector=\"waybill-sink\"} 128.0",
                        "waybill_sink_catalog_age_seconds{connector=\"waybill-sink\"} 2.0",
                        "waybill_sink_catalog_faults{connector=\"waybill-sink\"} 1.0");
    }

    @Test
    void showsOnceWhichBuildRuns() {
        WorkerMetrics metrics = worker(10);
        metrics.add(task("waybill-sink", SOME));
        metrics.add(task("other", SOME));
        BuildInfo build = BuildInfo.current();

        assertThat(metrics.text().lines().filter(line -> line.startsWith("waybill_build_info")))
                .containsExactly("waybill_build_info{revision=\"" + build.revision() + "\",version=\"" + build.version()
                        + "\"} 1");
    }

    @Test
    void aSumDoesNotFallWhenOneOfSeveralTasksStops() {
        WorkerMetrics metrics = worker(10);
        ShownTask stopping = task("waybill-sink", SOME);
        metrics.add(stopping);
        metrics.add(task("waybill-sink", SOME));

        metrics.remove(stopping);
        metrics.remove(stopping);

        assertThat(metrics.text().lines())
                .contains(
                        "waybill_sink_tasks{connector=\"waybill-sink\"} 1.0",
                        "waybill_sink_objects_delivered_total{connector=\"waybill-sink\"} 20.0",
                        "waybill_sink_statements_written_total{connector=\"waybill-sink\"} 16.0");
    }

    @Test
    void countsLanesByStateAndError() {
        WorkerMetrics metrics = worker(10);
        metrics.add(task(
                "waybill-sink",
                lane(ACME, 0, BacklogState.IDLE, null, 0),
                lane(ACME, 1, BacklogState.RETRYING, FailureKind.ROLE_REFUSED, 60),
                lane(GLOBEX, 1, BacklogState.RETRYING, FailureKind.ROLE_REFUSED, 120),
                lane(GLOBEX, 2, BacklogState.PARKED, FailureKind.BUCKET_GONE, 90)));

        assertThat(metrics.text().lines())
                .contains(
                        "waybill_sink_lanes{connector=\"waybill-sink\",state=\"IDLE\"} 1.0",
                        "waybill_sink_lanes{connector=\"waybill-sink\",state=\"RETRYING\"} 2.0",
                        "waybill_sink_lanes{connector=\"waybill-sink\",state=\"PARKED\"} 1.0",
                        "waybill_sink_lanes{connector=\"waybill-sink\",state=\"BLOCKED\"} 0.0",
                        "waybill_sink_lanes_failing{connector=\"waybill-sink\",error=\"ROLE_REFUSED\"} 2.0",
                        "waybill_sink_lanes_failing{connector=\"waybill-sink\",error=\"BUCKET_GONE\"} 1.0");
    }

    @Test
    void tellsHowLongTheOldestPartHasWaitedAndThoseOfPausedExportsApart() {
        WorkerMetrics metrics = worker(10);
        metrics.add(task(
                "waybill-sink",
                lane(ACME, 0, BacklogState.DELIVERING, null, 5),
                lane(ACME, 1, BacklogState.RETRYING, FailureKind.THROTTLED, 300),
                lane(GLOBEX, 1, BacklogState.PAUSED, null, 7_200)));
        metrics.add(task("waybill-sink", lane(GLOBEX, 2, BacklogState.IDLE, null, 0)));

        assertThat(metrics.text().lines())
                .contains(
                        "waybill_sink_undelivered_seconds{connector=\"waybill-sink\"} 300.0",
                        "waybill_sink_paused_undelivered_seconds{connector=\"waybill-sink\"} 7200.0");
    }

    @Test
    void listsExportsInTroubleOnceForEachCauseAndNoOthers() {
        WorkerMetrics metrics = worker(10);
        metrics.add(task(
                "waybill-sink",
                lane(ACME, 0, BacklogState.RETRYING, FailureKind.ROLE_REFUSED, 60),
                lane(ACME, 1, BacklogState.RETRYING, FailureKind.ROLE_REFUSED, 90),
                lane(GLOBEX, 0, BacklogState.DELIVERING, null, 899),
                lane(GLOBEX, 1, BacklogState.PAUSED, null, 901)));

        assertThat(listed(metrics))
                .containsExactlyInAnyOrder(
                        "waybill_sink_export_undelivered_seconds{connector=\"waybill-sink\",error=\"ROLE_REFUSED\","
                                + "export=\"downloads\",state=\"RETRYING\",tenant=\"acme\",topic=\"waybill.delivery\"} 90.0",
                        "waybill_sink_export_undelivered_seconds{connector=\"waybill-sink\",error=\"\","
                                + "export=\"audit\",state=\"PAUSED\",tenant=\"globex\",topic=\"waybill.delivery\"} 901.0");
        assertThat(metrics.text().lines()).contains("waybill_sink_exports_unlisted{connector=\"waybill-sink\"} 0.0");
    }

    @Test
    void listsThoseThatHaveWaitedLongestWhereThereAreTooMany() {
        WorkerMetrics metrics = worker(3);
        List<BacklogView> lanes = new ArrayList<>();
        for (int tenant = 0; tenant < 10_000; tenant++) {
            lanes.add(lane(
                    new ExportId("t" + tenant, "downloads"),
                    0,
                    BacklogState.RETRYING,
                    FailureKind.BUCKET_GONE,
                    tenant + 1));
        }
        metrics.add(task("waybill-sink", lanes.toArray(BacklogView[]::new)));

        assertThat(listed(metrics))
                .hasSize(3)
                .allMatch(
                        line -> line.contains("\"t9999\"") || line.contains("\"t9998\"") || line.contains("\"t9997\""));
        assertThat(metrics.text().lines())
                .contains("waybill_sink_exports_unlisted{connector=\"waybill-sink\"} 9997.0")
                .hasSizeLessThan(120);
    }

    @Test
    void knowsNoAgeOfACatalogThatWasNotRead() {
        WorkerMetrics metrics = worker(3);
        metrics.add(new ShownTask("s", () -> view(BacklogTotals.NONE), catalog(-1), Optional.empty()));
        metrics.add(new ShownTask("s", () -> view(BacklogTotals.NONE), catalog(5), Optional.empty()));

        assertThat(metrics.text().lines()).contains("waybill_sink_catalog_age_seconds{connector=\"s\"} +Inf");
    }

    @Test
    void triesAgainToListenAfterAWhile() throws IOException {
        WorkerMetrics metrics;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            metrics = new WorkerMetrics(settings(taken.getLocalPort(), 3), clock, nanos::get);
            metrics.listen();
            assertThat(metrics.server()).isEmpty();
        }
        metrics.listen();
        assertThat(metrics.server()).as("not at once").isEmpty();

        nanos.addAndGet(Duration.ofSeconds(31).toNanos());
        metrics.listen();

        assertThat(metrics.server()).isPresent();
        metrics.server().ifPresent(HealthServer::close);
    }

    @Test
    void theReferenceNamesExactlyTheMetricsThereAre() throws IOException {
        WorkerMetrics metrics = worker(10);
        metrics.add(task("waybill-sink", lane(ACME, 0, BacklogState.RETRYING, FailureKind.DISK, 60)));

        Set<String> there = names(metrics.text(), Pattern.compile("(?m)^(waybill_\\w+)"));
        Set<String> documented = names(Files.readString(REFERENCE), Pattern.compile("(?m)^\\| `(waybill_\\w+)`"));

        assertThat(documented).isEqualTo(there);
    }

    private static Set<String> names(String text, Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> listed(WorkerMetrics metrics) {
        return metrics.text()
                .lines()
                .filter(line -> line.startsWith("waybill_sink_export_undelivered_seconds{"))
                .toList();
    }

    private WorkerMetrics worker(int exports) {
        return new WorkerMetrics(settings(0, exports), clock, nanos::get);
    }

    private static MetricsSettings settings(int port, int exports) {
        return new MetricsSettings("127.0.0.1", port, Optional.empty(), Optional.empty(), exports);
    }

    private static ShownTask task(String connector, BacklogTotals totals) {
        return new ShownTask(connector, () -> view(totals), catalog(2), Optional.of(new Said()));
    }

    private static ShownTask task(String connector, BacklogView... lanes) {
        return new ShownTask(
                connector, () -> new TaskView(List.of(lanes), BacklogTotals.NONE, 0), catalog(2), Optional.empty());
    }

    private static TaskView view(BacklogTotals totals) {
        return new TaskView(List.of(), totals, 64);
    }

    private BacklogView lane(ExportId export, int partition, BacklogState state, FailureKind error, int seconds) {
        Instant since = clock.instant().minusSeconds(seconds);
        return new BacklogView(
                new BacklogKey(
                        new TopicPartition("waybill.delivery", partition), Optional.of(export), Optional.empty()),
                state,
                Optional.ofNullable(error),
                Optional.of(since).filter(any -> seconds > 0));
    }

    private static CatalogStatusMXBean catalog(long behind) {
        return new CatalogStatusMXBean() {
            @Override
            public String getKnownUpTo() {
                return "";
            }

            @Override
            public long getSecondsBehind() {
                return behind;
            }

            @Override
            public String getTrouble() {
                return "";
            }

            @Override
            public long getTenants() {
                return 1;
            }

            @Override
            public long getUnreadableRecords() {
                return 1;
            }
        };
    }

    private static final class Said implements StatedDeliveriesMXBean {
        @Override
        public long getStated() {
            return 8;
        }

        @Override
        public long getDropped() {
            return 9;
        }

        @Override
        public long getWaiting() {
            return 0;
        }

        @Override
        public String getTrouble() {
            return "";
        }
    }
}
