package dev.waybill.benchmarks;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.RestoreChange;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.plan.WishScope;
import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.UnknownMembers;
import dev.waybill.catalog.snapshot.Backup;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWatch;
import dev.waybill.catalog.topic.CatalogWriter;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.clients.RealClients;
import dev.waybill.contract.Topics;
import dev.waybill.local.EmbeddedBroker;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * How long it takes to write and read the catalog of many tenants, two exports each, three versions of each export; the
 * memory it takes; and what a look costs at which nothing is new. The reader has a process of its own.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*' dev.waybill.benchmarks.CatalogReading [tenants]
 * </pre>
 */
public final class CatalogReading {
    private static final int TENANTS = 10_000;
    private static final String READER_HEAP = "-Xmx300m";
    private static final int IDLE_LOOKS = 200;
    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final long MIB = 1 << 20;
    private static final double NANOS_PER_MILLI = 1e6;

    private CatalogReading() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 2 && args[0].equals("read")) {
            read(args[1]);
        } else {
            measure(args.length == 0 ? TENANTS : Integer.parseInt(args[0]));
        }
        System.exit(0);
    }

    private static void measure(int tenants) throws Exception {
        Path folder = Files.createTempDirectory("waybill-catalog");
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            broker.createTopic(Topics.CATALOG, 1, KafkaCatalogTopic.TOPIC_CONFIG);
            Backup backup = backup(tenants);
            System.out.printf("records: %d MiB of JSON%n", backup.text().length() / MIB);
            try (KafkaCatalogTopic topic = topic(broker.bootstrapServers())) {
                long started = System.nanoTime();
                System.out.println(new CatalogWriter(topic).write(new RestoreChange(backup, "benchmark")));
                System.out.printf("written in one transaction in %.0f ms%n", millisSince(started));
            }
            Process reader = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            READER_HEAP,
                            "-cp",
                            System.getProperty("java.class.path"),
                            CatalogReading.class.getName(),
                            "read",
                            broker.bootstrapServers())
                    .inheritIO()
                    .start();
            reader.waitFor();
        } finally {
            EndToEnd.delete(folder);
        }
    }

    private static void read(String servers) throws Exception {
        long started = System.nanoTime();
        CatalogReader reader = CatalogReader.of(topic(servers));
        CatalogSnapshot catalog = reader.read(AT_MOST).snapshot();
        System.out.printf(
                "%d tenants read in %.0f ms with %s; the process took %.0f ms of CPU for it%n",
                catalog.tenants().size(), millisSince(started), READER_HEAP, cpuNanos() / NANOS_PER_MILLI);
        System.gc();
        System.out.printf(
                "heap in use afterwards: %d MiB%n",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB);

        Wish same = wish(catalog);
        started = System.nanoTime();
        System.out.printf(
                "plan of all tenants: %b empty, %.0f ms%n",
                Planner.plan(catalog, same, tenant -> tenant).isEmpty(), millisSince(started));

        long cpu = cpuNanos();
        for (int i = 0; i < IDLE_LOOKS; i++) {
            reader.look();
        }
        System.out.printf(
                "a look at which nothing is new: %.2f ms of CPU%n", (cpuNanos() - cpu) / NANOS_PER_MILLI / IDLE_LOOKS);
        oneChange(servers, reader, catalog);
    }

    /** From the call of the writer until a watching reader has told its listener. */
    private static void oneChange(String servers, CatalogReader reader, CatalogSnapshot catalog) throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        reader.listen((now, changed) -> told.countDown());
        try (KafkaCatalogTopic topic = topic(servers);
                CatalogWatch watch = CatalogWatch.start(reader, CatalogWatch.INTERVAL)) {
            Wish one = new Wish(
                    new TreeMap<>(Map.of(tenant(0), List.of(spec(tenant(0), "downloads", 5)))),
                    WishScope.THESE_TENANTS,
                    Map.of(),
                    Optional.empty(),
                    Set.of(),
                    Set.of());
            long started = System.nanoTime();
            ApplyChange change = ApplyChange.planned(
                    catalog,
                    Planner.plan(catalog, one, tenant -> tenant),
                    SettingsWish.DEFAULTS,
                    EnumSet.allOf(GuardRule.class),
                    "benchmark",
                    "");
            System.out.println(new CatalogWriter(topic).write(change, reader.readPoint()));
            System.out.printf("one tenant's change is written after %.0f ms%n", millisSince(started));
            told.await();
            System.out.printf(
                    "and known to %s after %.0f ms%n",
                    watch.reader().knowledge().knownUpTo(), millisSince(started));
        }
    }

    static Backup backup(int tenants) {
        Change change = new Change("benchmark", Instant.parse("2026-03-04T05:10:00Z"), "as a platform has it");
        List<TenantRecord> records = new ArrayList<>(tenants);
        for (int i = 0; i < tenants; i++) {
            String tenant = tenant(i);
            TreeMap<String, ExportRecord> exports = new TreeMap<>();
            for (String id : List.of("downloads", "downloads-raw")) {
                ExportRecord export = ExportRecord.NONE;
                for (int version = 1; version <= 3; version++) {
                    export = export.changedTo(
                            SpecVersion.of(spec(tenant, id, version)),
                            change,
                            change.at().plus(Duration.ofDays(version)));
                }
                exports.put(id, export);
            }
            records.add(
                    new TenantRecord(tenant, "wb-00112233445566778899aabb" + i, change, exports, UnknownMembers.NONE));
        }
        return new Backup(SettingsRecord.defaults(change), records, Map.of());
    }

    private static Wish wish(CatalogSnapshot catalog) {
        TreeMap<String, List<ExportSpec>> wished = new TreeMap<>();
        catalog.tenantRecords()
                .forEach(record -> wished.put(
                        record.tenant(),
                        record.exports().values().stream()
                                .map(export -> export.last().orElseThrow().spec())
                                .toList()));
        return new Wish(wished, WishScope.ALL_TENANTS, Map.of(), Optional.empty(), Set.of(), Set.of());
    }

    private static ExportSpec spec(String tenant, String id, int version) {
        return SpecReader.parse(tenant + ".yaml", """
                tenant: %1$s
                exports:
                  - id: %2$s
                    source: download
                    select: { repositories: { include: ["%1$s/tools-*", "%1$s/images-*"] }, status: ["2xx"], methods: [GET] }
                    redact:
                      - { kind: drop-group, group: geo }
                      - { kind: truncate-ip, ipv4: 24, ipv6: 48 }
                      - { kind: hash, field: actor.identifier, key: "${env:HMAC}" }
                    format: { kind: csv, compression: gzip }
                    schedule: { every: hourly, grace: PT10M }
                    part-size: %3$dMiB
                    destination: { kind: s3, bucket: %1$s-logs, prefix: logs/%2$s, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/LogsWriter" }
                """.formatted(tenant, id, version))
                .exports()
                .get(0);
    }

    private static String tenant(int i) {
        return "tenant-%05d".formatted(i);
    }

    private static KafkaCatalogTopic topic(String servers) {
        return new KafkaCatalogTopic(new RealClients(), Map.of("bootstrap.servers", servers));
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static double millisSince(long started) {
        return (System.nanoTime() - started) / NANOS_PER_MILLI;
    }
}
