package dev.waybill.benchmarks;

import dev.waybill.cli.Main;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What ten thousand tenants with two exports each cost: the first {@code apply}, the start of {@code run}, a change until
 * every process has it, {@code plan} and {@code status}, and processes that have nothing to do. The broker, {@code run}, a
 * Connect worker with the sink, and each command are processes of their own. Prints a table in Markdown.
 *
 * <pre>
 * java -cp 'benchmarks/target/lib/*' dev.waybill.benchmarks.TenThousandTenants
 * </pre>
 *
 * Arguments, each {@code name=value}: {@code tenants} (10000), {@code changes} (240) and {@code applies} (5; changes by the
 * command), each at most as many as tenants, {@code idle} (60, seconds), {@code heap} (1024, MiB, of each server), {@code keep} (0; 1 leaves the folder with
 * everything, logs too).
 */
public final class TenThousandTenants {
    /** Those of the script {@code waybill} for commands. */
    private static final List<String> COMMAND_JVM =
            List.of("-XX:+ExitOnOutOfMemoryError", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final Duration SETTLE = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int EVENTS_PER_SECOND = 50;
    private static final int FIRST_CHANGED = 1_000;

    private final EndToEnd options;
    private final int tenants;
    private final Path folder;
    private final TenantFolder specs;
    private final HttpClient http = HttpClient.newHttpClient();

    private TenThousandTenants(String[] args, Path folder) throws IOException {
        this.options = new EndToEnd(args);
        this.tenants = (int) options.number("tenants", 10_000);
        this.folder = folder;
        this.specs = TenantFolder.write(folder.resolve("files"), tenants);
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("waybill-tenants");
        TenThousandTenants benchmark = new TenThousandTenants(args, folder);
        benchmark.run();
        if (benchmark.options.number("keep", 0) == 0) {
            EndToEnd.delete(folder);
        } else {
            System.out.println(folder);
        }
        System.exit(0);
    }

    private void run() throws Exception {
        try (MeasuredChild broker = server("broker")) {
            String servers = broker.await("ready");
            ScaleTable.begin("%d tenants, %d exports".formatted(tenants, 2 * tenants));
            command("first `apply`", apply(servers, "--begin", hour()));
            try (MeasuredChild run = server("run", servers)) {
                ready(run);
                try (MeasuredChild sink = server("sink", servers)) {
                    sink.await("ready");
                    Thread.sleep(SETTLE.toMillis());
                    Map<String, MeasuredChild> all =
                            new TreeMap<>(Map.of("`run`", run, "sink", sink, "broker", broker));
                    idle("idle", all);
                    try (SteadyEvents events = SteadyEvents.start(servers, tenants, EVENTS_PER_SECOND)) {
                        Thread.sleep(SETTLE.toMillis());
                        idle(EVENTS_PER_SECOND + " events a second", all);
                        changes(servers, run, sink);
                        applies(servers, run, sink);
                    }
                    command("`plan`, nothing to do", all("plan", servers));
                    command("`status` of all", List.of("status", "--bootstrap", servers));
                    command(
                            "`status` of one tenant",
                            List.of("status", TenantFolder.tenant(0), "--bootstrap", servers));
                    memory("`run`, in the end", run);
                    memory("sink, store and STS, in the end", sink);
                }
            }
        }
    }

    private static String hour() {
        return Instant.now().truncatedTo(ChronoUnit.HOURS).toString();
    }

    private List<String> apply(String servers, String... more) {
        return Stream.concat(all("apply", servers).stream(), Stream.of(more)).toList();
    }

    private List<String> all(String command, String servers) {
        return List.of(
                command,
                "--bootstrap",
                servers,
                "--tenants",
                specs.specs().toString(),
                "--platform",
                specs.platform().toString(),
                "--replication-factor",
                "1",
                "--min-insync-replicas",
                "1");
    }

    private MeasuredChild server(String name, String... more) throws IOException {
        List<String> jvm = new ArrayList<>(
                List.of("-XX:+ExitOnOutOfMemoryError", "-Xmx%dm".formatted(options.number("heap", 1_024))));
        Path state = folder.resolve(name);
        return MeasuredChild.start(
                folder.resolve(name + ".log"),
                jvm,
                ScaleProcess.class,
                Stream.concat(Stream.of(name, state.toString()), Stream.of(more))
                        .toList());
    }

    private Duration command(String what, List<String> arguments) throws Exception {
        long started = System.nanoTime();
        Path log = folder.resolve(what.replaceAll("\\W+", "-") + ".log");
        MeasuredChild command = MeasuredChild.start(log, COMMAND_JVM, Main.class, arguments);
        int exit = command.awaitEnd();
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        ScaleTable.row(
                what,
                "%s, of CPU %s, memory at most %d MiB%s"
                        .formatted(
                                ScaleTable.seconds(took),
                                ScaleTable.seconds(command.cpu()),
                                command.peakMib(),
                                exit == 0 ? "" : ", **exit code " + exit + "**, see " + log));
        return took;
    }

    /** Waits until it is ready, as those wait who roll it out. */
    private void ready(MeasuredChild run) throws Exception {
        long started = System.nanoTime();
        URI base = URI.create("http://127.0.0.1:" + run.await("port"));
        long end = started + PATIENCE.toNanos();
        while (get(base.resolve("/readyz")).statusCode() != 200) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "run is not ready: " + get(base.resolve("/readyz")).body());
            }
            Thread.sleep(LOOK.toMillis());
        }
        ScaleTable.row(
                "`run` until it is ready",
                "%s, of CPU %s"
                        .formatted(
                                ScaleTable.seconds(Duration.ofNanos(System.nanoTime() - started)),
                                ScaleTable.seconds(run.cpu())));
        memory("`run`, when it is ready", run);
        Duration cpu = run.cpu();
        started = System.nanoTime();
        int size = get(base.resolve("/metrics")).body().length();
        ScaleTable.row(
                "`/metrics`",
                "%d KiB, %s, of CPU %s"
                        .formatted(
                                size >> 10,
                                ScaleTable.seconds(Duration.ofNanos(System.nanoTime() - started)),
                                ScaleTable.seconds(run.cpu().minus(cpu))));
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static void memory(String what, MeasuredChild process) throws Exception {
        process.tell("heap");
        ScaleTable.row(
                what,
                "heap %s MiB after a full collection; of the process %d MiB, at most %d"
                        .formatted(process.await("heap"), process.mib("VmRSS"), process.peakMib()));
    }

    private void idle(String what, Map<String, MeasuredChild> processes) throws Exception {
        Map<String, Duration> before = new TreeMap<>();
        processes.forEach((name, process) -> before.put(name, process.cpu()));
        Duration time = Duration.ofSeconds(options.number("idle", 60));
        long started = System.nanoTime();
        Thread.sleep(time.toMillis());
        double minutes = (System.nanoTime() - started) / 60e9;
        for (Map.Entry<String, MeasuredChild> process : processes.entrySet()) {
            Duration used = process.getValue().cpu().minus(before.get(process.getKey()));
            ScaleTable.row(
                    what + ", " + process.getKey(),
                    "%s of CPU a minute"
                            .formatted(ScaleTable.seconds(Duration.ofNanos((long) (used.toNanos() / minutes)))));
        }
    }

    private void changes(String servers, MeasuredChild run, MeasuredChild sink) throws Exception {
        int count = (int) Math.min(options.number("changes", 240), tenants);
        CatalogChanges changes = new CatalogChanges(servers, count);
        changes.make(Math.min(FIRST_CHANGED, tenants - count));
        Map<String, Long> streams = changes.known(run);
        Map<String, Long> delivery = changes.known(sink);
        Map<String, Long> everybody = new TreeMap<>(streams);
        delivery.forEach((tenant, millis) -> everybody.merge(tenant, millis, Math::max));
        String each = count + " changes of a tenant by who watches the catalog, ";
        ScaleTable.row(each + "until written", ScaleTable.percentiles(changes.written()));
        ScaleTable.row(each + "until `run` has it", ScaleTable.percentiles(longs(streams)));
        ScaleTable.row(each + "until the sink has it", ScaleTable.percentiles(longs(delivery)));
        ScaleTable.row(each + "until every process has it", ScaleTable.percentiles(longs(everybody)));
    }

    private static long[] longs(Map<String, Long> times) {
        return times.values().stream().mapToLong(Long::longValue).toArray();
    }

    /** The same by the command, which reads all specs and the whole catalog. */
    private void applies(String servers, MeasuredChild run, MeasuredChild sink) throws Exception {
        long[] known = new long[(int) Math.min(options.number("applies", 5), tenants)];
        for (int i = 0; i < known.length; i++) {
            specs.change(i, 2);
            long started = System.currentTimeMillis();
            command("`apply --only`", apply(servers, "--only", TenantFolder.tenant(i)));
            known[i] = Math.max(known(run, i), known(sink, i)) - started;
        }
        ScaleTable.row("`apply --only` until every process has it", ScaleTable.percentiles(known));
    }

    private static long known(MeasuredChild process, int tenant) throws Exception {
        while (true) {
            String[] words = process.await("known").split(" ");
            if (words[0].equals(TenantFolder.tenant(tenant))) {
                return Long.parseLong(words[1]);
            }
        }
    }
}
