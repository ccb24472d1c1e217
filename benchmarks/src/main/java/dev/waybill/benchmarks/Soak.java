package dev.waybill.benchmarks;

import dev.waybill.cli.Main;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Everything for an hour or longer, with what goes wrong in years: {@code run} and the sink are killed or stopped and started
 * again, in turns; tenants' roles lose their rights and get them back; tenants are edited, removed, brought back and added,
 * exports paused and resumed. At the end every event must be in its bucket once, each prefix as its receipts say, and memory,
 * file handles, threads, state and topics flat, by the rule of {@link SoakSamples}. Otherwise it ends with 1.
 *
 * <pre>
 * WAYBILL_LOG_LEVEL=warn java -Xmx512m -cp 'benchmarks/target/lib/*' dev.waybill.benchmarks.Soak minutes=60
 * </pre>
 *
 * Arguments, each {@code name=value}: {@code minutes} (60), {@code tenants} (1000, with two exports each), {@code rate} (300,
 * events a second), {@code seed} (1), {@code heap} (512, MiB, of each server), {@code keep} (0; 1 leaves the folder with
 * everything, logs too).
 */
public final class Soak {
    private static final int MORE_TENANTS = 20;
    private static final int FAILING_AT_ONCE = 5;
    private static final int RESTARTS = 8;
    private static final Duration CHANGE_EVERY = Duration.ofSeconds(15);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FAILS_FOR = Duration.ofMinutes(3);
    /** Longer than any destination fails, and than a partition's bookmark may lie behind. */
    private static final Duration SHORTEST_RETENTION = Duration.ofMinutes(12);

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();
    private static final double MIB = 1 << 20;

    private final EndToEnd options;
    private final Duration length;
    private final int tenants;
    private final long seed;
    private final Path folder;
    private final SplittableRandom random;
    private final SigningKey key = SigningKey.generate();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, MeasuredChild> processes = new TreeMap<>();
    private final Map<String, Integer> lives = new TreeMap<>();
    private final Map<String, Duration> cpu = new TreeMap<>();
    private final Deque<Failing> failing = new ArrayDeque<>();
    private final SoakSamples samples;
    private String servers = "";
    private String port = "";
    private String[] cloud = {};
    private long began;
    private int failed;

    private record Failing(int tenant, long sinceNanos) {}

    private Soak(String[] args, Path folder) throws IOException {
        this.options = new EndToEnd(args);
        this.length = Duration.ofMinutes(options.number("minutes", 60));
        this.tenants = (int) options.number("tenants", 1_000);
        this.seed = options.number("seed", 1);
        this.random = new SplittableRandom(seed);
        this.folder = folder;
        this.samples = new SoakSamples(folder.resolve("samples.csv"));
        SoakTenants.write(folder.resolve("files"), tenants);
        Files.writeString(folder.resolve("receipts.pem"), key.privatePem());
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("waybill-soak");
        Soak soak = new Soak(args, folder);
        System.out.println(folder);
        List<String> faults = new ArrayList<>();
        try {
            faults.addAll(soak.run());
        } finally {
            for (String name : List.of("sink", "run", "store", "broker")) {
                if (soak.processes.containsKey(name)) {
                    soak.processes.get(name).close();
                }
            }
        }
        System.out.println(faults.isEmpty() ? "\nflat, and everything delivered once" : "\n**not as it should be**");
        faults.forEach(System.out::println);
        if (faults.isEmpty() && soak.options.number("keep", 0) == 0) {
            EndToEnd.delete(folder);
        }
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    private List<String> run() throws Exception {
        start("broker");
        servers = processes.get("broker").await("ready");
        apply();
        try (SoakCluster cluster = new SoakCluster(servers);
                SoakChanges changes = new SoakChanges(servers, tenants, MORE_TENANTS, seed)) {
            cluster.retain(retention(), segment());
            start("store");
            cloud = processes.get("store").await("ready").split(" ");
            start("run");
            start("sink");
            awaitReady();
            Map<String, BrokerTraffic> before = traffic();
            SoakEvents events = SoakEvents.start(
                    servers, tenants + MORE_TENANTS, (int) options.number("rate", 300), seed);
            try (events) {
                live(cluster, changes, events);
            }
            changes.resumeAll();
            heal(Duration.ZERO);
            SoakCheck check =
                    new SoakCheck(folder.resolve("store").resolve("buckets"), events, changes.now());
            check.await(PATIENCE);
            print(changes.made() + ", " + failed + " destinations failed and came back");
            print(check.events());
            print(check.receipts(KeySet.of(List.of(key.verifyingKey()))));
            printTraffic(before, events.published() + events.copies());
            List<String> faults = new ArrayList<>(check.faults());
            faults.addAll(samples.judge(System.out));
            return faults;
        }
    }

    private Duration retention() {
        Duration fifth = length.dividedBy(5);
        return fifth.compareTo(SHORTEST_RETENTION) > 0 ? fifth : SHORTEST_RETENTION;
    }

    private Duration segment() {
        return retention().dividedBy(4);
    }

    private void apply() throws Exception {
        Path files = folder.resolve("files");
        MeasuredChild apply = MeasuredChild.start(
                folder.resolve("apply.log"),
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                Main.class,
                List.of(
                        "apply",
                        "--bootstrap",
                        servers,
                        "--tenants",
                        files.resolve("specs").toString(),
                        "--platform",
                        files.resolve("platform.yaml").toString(),
                        "--replication-factor",
                        "1",
                        "--min-insync-replicas",
                        "1",
                        "--begin",
                        Instant.now().toString()));
        if (apply.awaitEnd() != 0) {
            throw new IllegalStateException("apply failed; see " + folder.resolve("apply.log"));
        }
    }

    private void start(String name) throws Exception {
        int life = lives.merge(name, 1, Integer::sum);
        String heap = options.number("heap", 512) + "m";
        // What grows outside of the heap shows in the process' memory only if all of the heap is in it from the start.
        List<String> jvm = List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+AlwaysPreTouch",
                "-XX:+UseG1GC");
        processes.put(
                name,
                MeasuredChild.start(
                        folder.resolve(name + "-" + life + ".log"), jvm, main(name), arguments(name)));
    }

    private static Class<?> main(String name) {
        return switch (name) {
            case "store" -> SoakStore.class;
            case "sink" -> SoakSink.class;
            default -> ScaleProcess.class;
        };
    }

    private List<String> arguments(String name) throws IOException {
        Path state = Files.createDirectories(folder.resolve(name));
        return switch (name) {
            case "broker" ->
                List.of(
                        name,
                        state.toString(),
                        "log.retention.check.interval.ms=30000",
                        "log.cleaner.backoff.ms=5000",
                        "offsets.topic.segment.bytes=1048576",
                        "transaction.state.log.segment.bytes=1048576");
            case "store" -> List.of(state.toString(), servers);
            case "run" ->
                List.of(
                        name,
                        state.toString(),
                        servers,
                        "receipts.key=${file:" + folder.resolve("receipts.pem") + "}",
                        "kafka.topic.segment.ms=" + segment().toMillis(),
                        "kafka.topic.max.compaction.lag.ms=" + segment().toMillis(),
                        "kafka.topic.delete.retention.ms=60000");
            default -> List.of(servers, cloud[0], cloud[1], cloud[2]);
        };
    }

    private void awaitReady() throws Exception {
        processes.get("sink").await("ready");
        port = processes.get("run").await("port");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (http.send(HttpRequest.newBuilder(uri("/readyz")).build(), BodyHandlers.ofString())
                        .statusCode()
                != 200) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("run is not ready");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private Map<String, BrokerTraffic> traffic() throws Exception {
        MeasuredChild broker = processes.get("broker");
        broker.tell("traffic");
        return BrokerTraffic.parse(broker.await("traffic"));
    }

    private void live(SoakCluster cluster, SoakChanges changes, SoakEvents events) throws Exception {
        began = System.nanoTime();
        Every change = new Every(CHANGE_EVERY);
        Every fail = new Every(MINUTE);
        Every sample = new Every(MINUTE);
        Every restart = new Every(length.dividedBy(RESTARTS));
        Duration last = length.minus(length.dividedBy(RESTARTS));
        while (age().compareTo(length) < 0) {
            if (fail.isDue()) {
                heal(FAILS_FOR);
            }
            if (age().compareTo(last) < 0) {
                if (change.isDue()) {
                    changes.next();
                    change.done();
                }
                if (fail.isDue()) {
                    fail();
                }
            }
            if (fail.isDue()) {
                fail.done();
            }
            if (sample.isDue()) {
                sample(cluster, changes, events);
                sample.done();
            }
            if (restart.isDue()) {
                restart(restart.count() % 2 == 0 ? "sink" : "run");
                restart.done();
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Something that is done again and again, the first time after so long. */
    private final class Every {
        private final Duration time;
        private long count;

        Every(Duration time) {
            this.time = time;
        }

        boolean isDue() {
            return age().compareTo(time.multipliedBy(count + 1)) >= 0;
        }

        void done() {
            count++;
        }

        long count() {
            return count;
        }
    }

    private void fail() throws Exception {
        for (int i = 0; i < FAILING_AT_ONCE; i++) {
            int tenant = random.nextInt(tenants);
            if (failing.stream().noneMatch(other -> other.tenant() == tenant)) {
                tellStore("deny", tenant);
                failing.addLast(new Failing(tenant, System.nanoTime()));
                failed++;
            }
        }
    }

    private void heal(Duration after) throws Exception {
        while (!failing.isEmpty() && System.nanoTime() - failing.getFirst().sinceNanos() >= after.toNanos()) {
            tellStore("allow", failing.removeFirst().tenant());
        }
    }

    private void tellStore(String word, int tenant) throws Exception {
        MeasuredChild store = processes.get("store");
        store.tell(word + " " + tenant);
        store.await(word);
    }

    private void restart(String name) throws Exception {
        MeasuredChild process = processes.get(name);
        cpu.merge(name, process.cpu(), Duration::plus);
        boolean kill = random.nextBoolean();
        if (kill) {
            process.kill();
        } else {
            process.close();
        }
        print(name + (kill ? " killed" : " stopped") + ", and started again");
        start(name);
        String word = name.equals("run") ? "port" : "ready";
        String text = processes.get(name).await(word);
        if (name.equals("run")) {
            port = text;
        }
    }

    private void print(String text) {
        System.out.printf(Locale.ROOT, "minute %.1f: %s%n", age().toMillis() / 60_000.0, text);
    }

    private void sample(SoakCluster cluster, SoakChanges changes, SoakEvents events) throws Exception {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("load", ScaleTable.load());
        for (String name : List.of("run", "sink", "broker", "store")) {
            MeasuredChild process = processes.get(name);
            process.tell("heap");
            // The store is a stand-in, and forgets sessions only an hour after their end.
            String own = name.equals("store") ? " of store" : "";
            String before = own.isEmpty() ? name + " " : "";
            figures.put(before + "heap MiB" + own, Double.parseDouble(process.await("heap")));
            figures.put(before + "RSS MiB" + own, (double) process.mib("VmRSS"));
            figures.put(before + "handles" + own, (double) process.handles());
            figures.put(before + "threads" + own, (double) process.status("Threads"));
            figures.put(
                    name + " CPU seconds",
                    process.cpu().plus(cpu.getOrDefault(name, Duration.ZERO)).toMillis() / 1_000.0);
        }
        figures.putAll(metrics());
        figures.put("run state MiB", size(folder.resolve("run")) / MIB);
        cluster.bytes().forEach((topic, bytes) -> figures.put(
                topic + (topic.equals("catalog") ? " MiB" : " topic MiB"), bytes / MIB));
        figures.put("records that run has not read", (double) cluster.behind("waybill"));
        figures.put("records that the sink has not delivered", (double) cluster.behind("connect-" + SoakSink.NAME));
        figures.put("destinations that fail", (double) failing.size());
        figures.put("exports paused", (double) changes.paused());
        figures.put("events published", (double) events.published());
        samples.add(new SoakSamples.Sample(age().toMillis() / 60_000.0, figures, new TreeMap<>(lives)));
    }

    private Map<String, Double> metrics() throws InterruptedException {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("open batches", Double.NaN);
        figures.put("rows in memory MiB", Double.NaN);
        figures.put("receipts overdue seconds", Double.NaN);
        try {
            String text = http.send(
                            HttpRequest.newBuilder(uri("/metrics"))
                                    .timeout(Duration.ofSeconds(20))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            metric(text, "waybill_batches_open").ifPresent(value -> figures.put("open batches", value));
            metric(text, "waybill_rows_buffered_bytes")
                    .ifPresent(value -> figures.put("rows in memory MiB", value / MIB));
            metric(text, "waybill_receipts_overdue_seconds")
                    .ifPresent(value -> figures.put("receipts overdue seconds", value));
        } catch (IOException starting) {
            print("no metrics: " + starting);
        }
        return figures;
    }

    private static OptionalDouble metric(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .reduce(Math::max);
    }

    /** Files may come and go meanwhile. */
    private static long size(Path folder) throws IOException {
        AtomicLong size = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                size.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return size.get();
    }

    private void printTraffic(Map<String, BrokerTraffic> before, long events) throws Exception {
        Map<String, BrokerTraffic> groups = new TreeMap<>();
        traffic().forEach((topic, now) -> groups.merge(
                topic.endsWith("-changelog") ? topic : SoakCluster.group(topic),
                now.minus(before.getOrDefault(topic, BrokerTraffic.NONE)),
                BrokerTraffic::plus));
        System.out.println("\n| written to | records | bytes | bytes for each event |\n|---|---|---|---|");
        groups.forEach((name, all) -> System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %,d | %.1f |%n",
                name,
                all.records(),
                all.bytes(),
                (double) all.bytes() / events));
        Stream.of("run", "sink", "broker", "store")
                .forEach(name -> System.out.printf(
                        Locale.ROOT,
                        "CPU of %s: %.0f s%n",
                        name,
                        processes.get(name).cpu().plus(cpu.getOrDefault(name, Duration.ZERO)).toMillis() / 1_000.0));
    }
}
