package dev.waybill.benchmarks;

import static dev.waybill.benchmarks.SoakProcesses.RUN;
import static dev.waybill.benchmarks.SoakProcesses.SINK;
import static dev.waybill.benchmarks.SoakProcesses.STORE;

import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

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
    private static final int RETENTIONS = 5;
    private static final int SEGMENTS = 4;
    private static final Duration CHANGE_EVERY = Duration.ofSeconds(15);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration FAILS_FOR = Duration.ofMinutes(3);
    /** Longer than any destination fails, and than a partition's bookmark may lie behind. */
    private static final Duration SHORTEST_RETENTION = Duration.ofMinutes(12);

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();
    private static final double MILLIS = 60_000.0;

    private record Failing(int tenant, long sinceNanos) {}

    private final EndToEnd options;
    private final Duration length;
    private final int tenants;
    private final long seed;
    private final Path folder;
    private final SplittableRandom random;
    private final SigningKey key = SigningKey.generate();
    private final Deque<Failing> failing = new ArrayDeque<>();
    private final SoakSamples samples;
    private final SoakProcesses processes;
    private long began = System.nanoTime();
    private int failed;

    private Soak(String[] args, Path folder) throws IOException {
        this.options = new EndToEnd(args);
        this.length = Duration.ofMinutes(options.number("minutes", 60));
        this.tenants = (int) options.number("tenants", 1_000);
        this.seed = options.number("seed", 1);
        this.random = new SplittableRandom(seed);
        this.folder = folder;
        this.samples = new SoakSamples(folder.resolve("samples.csv"));
        this.processes = new SoakProcesses(folder, options.number("heap", 512), segment());
        SoakTenants.write(folder.resolve("files"), tenants);
        Files.writeString(folder.resolve("receipts.pem"), key.privatePem());
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("waybill-soak");
        System.out.println(folder);
        Soak soak = new Soak(args, folder);
        List<String> faults = new ArrayList<>();
        try (soak.processes) {
            faults.addAll(soak.run());
        }
        System.out.println(faults.isEmpty() ? "\nflat, and everything delivered once" : "\n**not as it should be**");
        faults.forEach(System.out::println);
        if (faults.isEmpty() && soak.options.number("keep", 0) == 0) {
            EndToEnd.delete(folder);
        }
        System.exit(faults.isEmpty() ? 0 : 1);
    }

    private List<String> run() throws Exception {
        String servers = processes.startBroker();
        try (SoakCluster cluster = new SoakCluster(servers);
                SoakChanges changes = new SoakChanges(servers, tenants, MORE_TENANTS, seed)) {
            cluster.retain(retention(), segment());
            processes.startOthers();
            Map<String, BrokerTraffic> before = traffic();
            SoakEvents events =
                    SoakEvents.start(servers, tenants + MORE_TENANTS, (int) options.number("rate", 300), seed);
            try (events) {
                live(new SoakFigures(processes, cluster, folder.resolve(RUN)), changes, events);
            }
            changes.resumeAll();
            heal(Duration.ZERO);
            SoakCheck check = new SoakCheck(folder.resolve(STORE).resolve("buckets"), events, changes.now());
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
        Duration part = length.dividedBy(RETENTIONS);
        return part.compareTo(SHORTEST_RETENTION) > 0 ? part : SHORTEST_RETENTION;
    }

    private Duration segment() {
        return retention().dividedBy(SEGMENTS);
    }

    private Map<String, BrokerTraffic> traffic() throws Exception {
        return BrokerTraffic.parse(processes.tell(SoakProcesses.BROKER, "traffic", ""));
    }

    /** In its last part nothing is changed and nothing fails any more, so that everything can end. */
    private void live(SoakFigures figures, SoakChanges changes, SoakEvents events) throws Exception {
        began = System.nanoTime();
        SoakEvery change = new SoakEvery(CHANGE_EVERY);
        SoakEvery fail = new SoakEvery(MINUTE);
        SoakEvery sample = new SoakEvery(MINUTE);
        SoakEvery restart = new SoakEvery(length.dividedBy(RESTARTS));
        Duration last = length.minus(length.dividedBy(RESTARTS));
        while (age().compareTo(length) < 0) {
            boolean eventful = age().compareTo(last) < 0;
            if (eventful && change.isDue(age())) {
                changes.next();
            }
            if (fail.isDue(age())) {
                heal(FAILS_FOR);
                if (eventful) {
                    fail();
                }
            }
            if (sample.isDue(age())) {
                sample(figures, changes, events);
            }
            if (restart.isDue(age())) {
                restart(restart.count() % 2 == 1 ? SINK : RUN);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private double minutes() {
        return age().toMillis() / MILLIS;
    }

    private void fail() throws Exception {
        for (int i = 0; i < FAILING_AT_ONCE; i++) {
            int tenant = random.nextInt(tenants);
            if (failing.stream().noneMatch(other -> other.tenant() == tenant)) {
                processes.tell(STORE, "deny", tenant);
                failing.addLast(new Failing(tenant, System.nanoTime()));
                failed++;
            }
        }
    }

    private void heal(Duration after) throws Exception {
        while (!failing.isEmpty() && System.nanoTime() - failing.getFirst().sinceNanos() >= after.toNanos()) {
            processes.tell(STORE, "allow", failing.removeFirst().tenant());
        }
    }

    private void restart(String name) throws Exception {
        if (random.nextBoolean()) {
            print(name + " killed, and started again");
            processes.killAndStart(name);
        } else {
            print(name + " stopped, and started again");
            processes.stopAndStart(name);
        }
    }

    private void print(String text) {
        System.out.printf(Locale.ROOT, "minute %.1f: %s%n", minutes(), text);
    }

    private void sample(SoakFigures figures, SoakChanges changes, SoakEvents events) throws Exception {
        Map<String, Double> now = figures.now(events.published());
        now.put("destinations that fail", (double) failing.size());
        now.put("exports paused", (double) changes.paused());
        now.put("events published", (double) events.published());
        samples.add(new SoakSamples.Sample(minutes(), now, processes.lives()));
    }

    private void printTraffic(Map<String, BrokerTraffic> before, long events) throws Exception {
        Map<String, BrokerTraffic> groups = new TreeMap<>();
        traffic()
                .forEach((topic, now) -> groups.merge(
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
        SoakProcesses.ALL.forEach(
                name -> System.out.printf(Locale.ROOT, "CPU of %s: %.0f s%n", name, processes.cpuSeconds(name)));
    }
}
