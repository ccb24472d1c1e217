package dev.waybill.benchmarks;

import dev.waybill.catalog.record.SettingsJson;
import dev.waybill.catalog.record.SettingsKey;
import dev.waybill.catalog.record.TenantJson;
import dev.waybill.catalog.snapshot.Backup;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.snapshot.LogRecord;
import dev.waybill.catalog.snapshot.SnapshotBuilder;
import dev.waybill.contract.ExportId;
import dev.waybill.control.console.state.Attention;
import dev.waybill.control.console.state.ConsoleState;
import dev.waybill.control.console.state.ConsoleWatch;
import dev.waybill.control.console.state.ExportPage;
import dev.waybill.control.console.state.ExportQuery;
import dev.waybill.control.console.state.ExportSort;
import dev.waybill.control.console.state.Freshness;
import dev.waybill.control.status.ExportState;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * What the console's state of many tenants costs, two exports each with a window an hour: how fast it is read, the memory it takes,
 * and how long lists and single exports take while it is followed. The topics are made up as they are read.
 *
 * <pre>
 * java -Xmx1g -cp 'benchmarks/target/lib/*' dev.waybill.benchmarks.ConsoleFollowing [tenants] [hours]
 * </pre>
 */
public final class ConsoleFollowing {
    private static final int TENANTS = 10_000;
    private static final int HOURS = 72;
    private static final int QUESTIONS = 2_000;
    private static final double MIB = 1 << 20;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ConsoleFollowing() {}

    public static void main(String[] args) throws Exception {
        int tenants = args.length > 0 ? Integer.parseInt(args[0]) : TENANTS;
        int hours = args.length > 1 ? Integer.parseInt(args[1]) : HOURS;
        CatalogSnapshot catalog = catalog(tenants);
        List<ExportId> exports = exports(catalog);
        double before = heap();
        Instant began = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(2));
        long cpu = cpuNanos();
        long said = new SpokenTopics(exports, began, 1).count();
        double making = (cpuNanos() - cpu) / NANOS_PER_MICRO / said;
        Instant first = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(hours + 1L));
        cpu = cpuNanos();
        long started = System.nanoTime();
        try (ConsoleWatch watch = ConsoleWatch.start(new ConsoleWatch.Setup(
                new SpokenTopics(exports, first, hours),
                Map.of(),
                () -> Knowledge.of(catalog, Instant.now()),
                "waybill",
                id -> Optional.empty(),
                Optional.empty()))) {
            ConsoleState state = watch.state();
            while (!state.isReady()
                    || state.exports(ExportQuery.all(1)).exports().isEmpty()) {
                Thread.sleep(20);
            }
            double seconds = (System.nanoTime() - started) / NANOS_PER_MILLI / 1_000;
            double each = (cpuNanos() - cpu) / NANOS_PER_MICRO / (said * hours);
            System.out.printf(
                    "%d records each hour; of each %.1f us of CPU to make it up, and %.1f more to follow it%n",
                    said, making, each - making);
            Freshness freshness = state.freshness();
            double heap = heap() - before;
            System.out.printf(
                    "%d exports, %d windows known after %.1f s (what is said is made up in this time, too)%n",
                    exports.size(), freshness.windows(), seconds);
            System.out.printf(
                    "windows: %.0f MiB, %.1f bytes each; heap in use: %.0f MiB above the catalog's %.0f%n",
                    freshness.windowBytes() / MIB,
                    (double) freshness.windowBytes() / freshness.windows(),
                    heap,
                    before);
            ask(state, exports);
        }
        System.exit(0);
    }

    private static void ask(ConsoleState state, List<ExportId> exports) {
        Random random = new Random(5);
        measure("a page of 100 of a list", () -> {
            ExportPage page = state.exports(new ExportQuery(
                    Optional.empty(),
                    random.nextBoolean() ? "" : "tenant-0" + random.nextInt(10),
                    random.nextBoolean() ? Set.of() : Set.of(ExportState.values()[random.nextInt(7)]),
                    Attention.values()[random.nextInt(2)],
                    ExportSort.values()[random.nextInt(4)],
                    Optional.of(exports.get(random.nextInt(exports.size()))),
                    100));
            return page.matching();
        });
        measure("the overview", () -> state.overview().needSomebody());
        measure(
                "an export",
                () -> state.export(any(exports, random)).orElseThrow().line().undelivered());
        measure(
                "100 windows of an export",
                () -> state.windows(any(exports, random), Instant.EPOCH, Instant.now(), 100)
                        .orElseThrow()
                        .windows()
                        .size());
    }

    private static ExportId any(List<ExportId> exports, Random random) {
        return exports.get(random.nextInt(exports.size()));
    }

    private interface Question {
        int ask();
    }

    private static void measure(String what, Question question) {
        long[] nanos = new long[QUESTIONS];
        long[] cpu = new long[QUESTIONS];
        long answers = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            long started = System.nanoTime();
            long worked = THREADS.getCurrentThreadCpuTime();
            answers += question.ask();
            cpu[i] = THREADS.getCurrentThreadCpuTime() - worked;
            nanos[i] = System.nanoTime() - started;
        }
        Arrays.sort(nanos);
        Arrays.sort(cpu);
        System.out.printf(
                "%s: p50 %.2f ms, p99 %.2f ms, longest %.1f ms; CPU p50 %.2f ms, p99 %.2f ms (%d)%n",
                what,
                nanos[QUESTIONS / 2] / NANOS_PER_MILLI,
                nanos[QUESTIONS * 99 / 100] / NANOS_PER_MILLI,
                nanos[QUESTIONS - 1] / NANOS_PER_MILLI,
                cpu[QUESTIONS / 2] / NANOS_PER_MILLI,
                cpu[QUESTIONS * 99 / 100] / NANOS_PER_MILLI,
                answers);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static double heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
    }

    /** All exports of a catalog. */
    static List<ExportId> exports(CatalogSnapshot catalog) {
        List<ExportId> exports = new ArrayList<>();
        catalog.tenantRecords()
                .forEach(record ->
                        record.exports().keySet().forEach(id -> exports.add(new ExportId(record.tenant(), id))));
        return exports;
    }

    /** Of so many tenants, two exports each. */
    static CatalogSnapshot catalog(int tenants) {
        Backup backup = CatalogReading.backup(tenants);
        SnapshotBuilder builder = new SnapshotBuilder(CatalogSnapshot.EMPTY);
        builder.add(record(SettingsKey.SETTINGS.text(), SettingsJson.write(backup.settings())));
        backup.tenants().forEach(tenant -> builder.add(record(tenant.tenant(), TenantJson.write(tenant))));
        return builder.build();
    }

    private static LogRecord record(String key, byte[] value) {
        return new LogRecord(0, Instant.parse("2026-03-04T05:10:00Z"), key, Optional.of(value), Optional.empty(), "");
    }
}
