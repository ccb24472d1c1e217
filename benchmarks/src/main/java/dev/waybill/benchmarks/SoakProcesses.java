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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** The processes of {@link Soak}: {@code broker}, {@code store}, {@code run} and {@code sink}. */
final class SoakProcesses implements AutoCloseable {
    static final String BROKER = "broker";
    static final String STORE = "store";
    static final String RUN = "run";
    static final String SINK = "sink";
    static final List<String> ALL = List.of(RUN, SINK, BROKER, STORE);

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();
    private static final int OK = 200;

    private final Path folder;
    private final String heap;
    private final Duration segment;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, MeasuredChild> processes = new TreeMap<>();
    private final Map<String, Integer> lives = new TreeMap<>();
    /** Of former lives. */
    private final Map<String, Duration> cpu = new TreeMap<>();

    private String servers = "";
    private String port = "";
    private String[] cloud = {};

    /**
     * @param heap of each, MiB
     * @param segment after which time the application's changelogs begin a new segment
     */
    SoakProcesses(Path folder, long heap, Duration segment) {
        this.folder = folder;
        this.heap = heap + "m";
        this.segment = segment;
    }

    /** Starts the broker and applies the specs; gives the broker's address. */
    String startBroker() throws Exception {
        start(BROKER);
        servers = process(BROKER).await("ready");
        apply();
        return servers;
    }

    /** Starts the others, and waits until {@code run} is ready, as those wait who roll it out. */
    void startOthers() throws Exception {
        start(STORE);
        cloud = process(STORE).await("ready").split(" ");
        start(RUN);
        start(SINK);
        awaitStarted(SINK);
        awaitStarted(RUN);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (get("/readyz").statusCode() != OK) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("run is not ready");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void awaitStarted(String name) throws InterruptedException {
        if (name.equals(RUN)) {
            port = process(RUN).await("port");
        } else {
            process(name).await("ready");
        }
    }

    /** What {@code run} serves there. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Ends it as a machine that fails does, and starts it again. */
    void killAndStart(String name) throws Exception {
        cpu.merge(name, process(name).cpu(), Duration::plus);
        process(name).kill();
        start(name);
        awaitStarted(name);
    }

    /** Ends it as those do who roll something out, and starts it again. */
    void stopAndStart(String name) throws Exception {
        cpu.merge(name, process(name).cpu(), Duration::plus);
        process(name).close();
        start(name);
        awaitStarted(name);
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
        // What grows outside of the heap shows in the process' memory only if all of the heap is in it from the start.
        List<String> jvm = List.of(
                "-XX:+ExitOnOutOfMemoryError", "-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch", "-XX:+UseG1GC");
        processes.put(
                name,
                MeasuredChild.start(folder.resolve(name + "-" + life + ".log"), jvm, main(name), arguments(name)));
    }

    MeasuredChild process(String name) {
        return Objects.requireNonNull(processes.get(name), name);
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
                        "kafka.topic.segment.ms=" + segment.toMillis(),
                        "kafka.topic.max.compaction.lag.ms=" + segment.toMillis(),
                        "kafka.topic.delete.retention.ms=60000");
            default -> List.of(servers, cloud[0], cloud[1], cloud[2]);
        };
    }

    /** How often each was started. */
    Map<String, Integer> lives() {
        return new TreeMap<>(lives);
    }

    /** CPU time of all its lives, seconds. */
    double cpuSeconds(String name) {
        return process(name).cpu().plus(cpu.getOrDefault(name, Duration.ZERO)).toMillis() / 1_000.0;
    }

    /** Has a process do something, and waits until it has; gives its answer. */
    String tell(String name, String word, Object text) throws Exception {
        process(name).tell(word + " " + text);
        return process(name).await(word);
    }

    @Override
    public void close() throws InterruptedException {
        for (String name : List.of(SINK, RUN, STORE, BROKER)) {
            MeasuredChild started = processes.get(name);
            if (started != null) {
                started.close();
            }
        }
    }
}
