package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.clients.RealClients;
import dev.waybill.cloud.FreePort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A broker, and processes of two programs on it: instances of {@code run}, a Connect worker with the sink, and commands, each
 * started by the script of either program. Every tenant has one export that leaves copies out, and one that delivers them.
 */
final class TwoVersions implements AutoCloseable {
    static final FlowTenants TENANTS = new FlowTenants(3);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SMALL = "-Xmx400m -XX:TieredStopAtLevel=1";
    private static final String PLATFORM = "accounts: { aws: '999999999999' }";
    /** In the oldest format, so that every program reads it: the lead and the margin are of seconds. */
    private static final String SETTINGS = "_settings\t{\"format\":1,\"lead\":\"PT10S\",\"margin\":\"PT2S\","
            + "\"changed\":{\"by\":\"ops\",\"at\":\"2026-03-04T05:00:00Z\"},\"platform\":[{\"from\":\"1970-01-01T00:00:00Z\","
            + "\"run-size\":67108864,\"slack\":\"PT10S\",\"lateness\":\"PT24H\",\"future-skew\":\"PT5M\","
            + "\"history\":\"PT720H\"}],\"documents\":{\"platform.yaml\":\"" + PLATFORM + "\"}}\n";

    private final Path folder;
    private final EmbeddedBroker broker;
    private final List<ChildProcess> processes = new ArrayList<>();
    private final Map<ChildProcess, Integer> ports = new HashMap<>();

    TwoVersions(Path folder) throws IOException {
        this.folder = folder;
        this.broker = EmbeddedBroker.start(
                folder.resolve("broker"),
                Map.of(
                        "group.min.session.timeout.ms",
                        "1000",
                        // Many processes share the machine.
                        "broker.session.timeout.ms",
                        "60000",
                        "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                        "500"));
        Files.createDirectories(tenants());
        for (String tenant : TENANTS.all()) {
            Files.createDirectories(place(tenant));
        }
        Files.writeString(folder.resolve("platform.yaml"), PLATFORM);
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Path places() {
        return folder.resolve("delivered");
    }

    Path place(String tenant) {
        return places().resolve(tenant);
    }

    private Path tenants() {
        return folder.resolve("tenants");
    }

    /** Writes the files of the tenants, and publishes them; the first time in a catalog with a short lead. */
    void begin(InstalledWaybill program) throws Exception {
        Path settings = Files.writeString(folder.resolve("settings"), SETTINGS);
        command(program, "apply", arguments("--restore", settings.toString()));
        writeSpecs("[event_id, occurred_at, uri]");
        command(program, "apply", applied());
    }

    /** Applies the files as they are; what comes of it is the caller's. */
    Ended tryToApply(InstalledWaybill program) throws Exception {
        return run(program, "apply", applied());
    }

    /** What applying the files as they are would do. */
    String plan(InstalledWaybill program) throws Exception {
        return command(program, "plan", applied());
    }

    /** The tenants alone: the settings stay as they are. */
    private List<String> applied() {
        return Stream.concat(
                        TENANTS.all().stream().flatMap(tenant -> Stream.of("--only", tenant)), arguments().stream())
                .toList();
    }

    private List<String> arguments(String... more) {
        return Stream.concat(
                        Stream.of(
                                "--tenants",
                                tenants().toString(),
                                "--platform",
                                folder.resolve("platform.yaml").toString(),
                                "--application-id",
                                "waybill",
                                "--replication-factor",
                                "1",
                                "--min-insync-replicas",
                                "1",
                                "--input-partitions",
                                "2",
                                "--shared-partitions",
                                "1"),
                        Stream.of(more))
                .toList();
    }

    /** Gives all exports these columns, as soon as the files are applied. */
    void writeSpecs(String columns) throws IOException {
        for (Map.Entry<String, String> spec :
                TENANTS.specs("""
                exports:
                  - id: once
                    source: download
                    receipts: window
                    format: { kind: csv, columns: %1$s, compression: gzip }
                    schedule: { every: "*/5 * * * * *", grace: PT5S }
                    part-size: 2KiB
                    destination: { kind: file, directory: /tmp }
                  - id: copies
                    source: download
                    receipts: window
                    deduplicate: false
                    delivery: shared
                    format: { kind: csv, columns: %1$s, compression: none }
                    schedule: { every: "*/10 * * * * *", grace: PT5S }
                    destination: { kind: file, directory: /tmp }
                """.formatted(columns)).entrySet()) {
            Files.writeString(
                    tenants().resolve(spec.getKey() + ".yaml"),
                    spec.getValue().replace("directory: /tmp", "directory: " + places()));
        }
    }

    /** Waits until the last version of every export rules, also events that are published a second after they happened. */
    void awaitReigning() {
        Instant from = TENANTS.all().stream()
                .flatMap(tenant -> reigns(tenant).stream())
                .map(Reign::from)
                .max(Instant::compareTo)
                .orElseThrow();
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(from.plusSeconds(1)));
    }

    /** How many reigns all exports of a tenant have had. */
    List<Reign> reigns(String tenant) {
        return catalog().tenant(tenant).flatMap(entry -> entry.record()).orElseThrow().exports().values().stream()
                .flatMap(export -> export.reigns().list().stream())
                .toList();
    }

    CatalogSnapshot catalog() {
        try (CatalogReader reader = CatalogReader.of(
                new KafkaCatalogTopic(new RealClients(), Map.of("bootstrap.servers", bootstrapServers())))) {
            return reader.read(PATIENCE).snapshot();
        }
    }

    /**
     * Starts an instance of {@code run}.
     *
     * @param place its number: one goes on with the state of the one that was there before
     */
    ChildProcess startRun(InstalledWaybill program, int place) throws IOException {
        int port = FreePort.find();
        ChildProcess process = start(
                program,
                List.of(
                        "run",
                        "-Dhttp.address=" + FreePort.HOST,
                        "-Dhttp.port=" + port,
                        "-Dregistry.schema.registry.url=none",
                        "-Dreceipts.key=${file:" + folder.resolve("receipts/signing.pem") + "}",
                        "-Dspread=PT0S",
                        "-Dreplay-distance=PT5S",
                        "-Dkafka.bootstrap.servers=" + bootstrapServers(),
                        "-Dkafka.state.dir=" + folder.resolve("state-" + place),
                        "-Dkafka.replication.factor=1",
                        "-Dkafka.num.stream.threads=1",
                        // With standby replicas Kafka Streams 4.3.1 may stop when tasks come and go: KAFKA-20731.
                        "-Dkafka.num.standby.replicas=0",
                        "-Dkafka.commit.interval.ms=500",
                        "-Dkafka.main.consumer.session.timeout.ms=15000",
                        "-Dkafka.main.consumer.heartbeat.interval.ms=3000",
                        "-Dkafka.producer.transaction.timeout.ms=20000"));
        ports.put(process, port);
        return process;
    }

    /** Waits until the group has forgotten those that stopped by themselves. */
    void awaitNobodyRuns() {
        try (Admin admin = broker.admin()) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(admin.describeConsumerGroups(List.of("waybill"))
                                    .all()
                                    .get()
                                    .values())
                            .allSatisfy(group -> assertThat(group.members()).isEmpty()));
        }
    }

    /** Starts one, and waits until it works. */
    ChildProcess run(InstalledWaybill program, int place) throws IOException {
        ChildProcess process = startRun(program, place);
        awaitReady(process, ports.get(process), "/readyz");
        return process;
    }

    private static void awaitReady(ChildProcess process, int port, String path) {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://" + FreePort.HOST + ":" + port + path))
                .build();
        await().atMost(PATIENCE)
                .failFast(process::requireAlive)
                .ignoreException(ConnectException.class)
                .until(() -> HttpClient.newHttpClient()
                                .send(ready, BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    KilledSink sink(InstalledWaybill program) throws Exception {
        return KilledSink.start(program, folder.resolve("sink"), bootstrapServers(), places());
    }

    /** A console of the program, as its operator. */
    ConsoleCaller console(InstalledWaybill program) throws Exception {
        Path tokens = folder.resolve("tokens-" + processes.size() + ".yaml");
        Ended made = run(program, List.of("console-token", "make", "ops", "--tokens", tokens.toString()));
        assertThat(made.code()).as(made.text()).isZero();
        String token = made.text()
                .lines()
                .filter(line -> line.startsWith("wbt_"))
                .findFirst()
                .orElseThrow();
        int port = FreePort.find();
        int health = FreePort.find();
        ChildProcess process = start(
                program,
                List.of(
                        "console",
                        "--bootstrap",
                        bootstrapServers(),
                        "--tokens",
                        tokens.toString(),
                        "--listen",
                        FreePort.HOST + ":" + port,
                        "--health",
                        FreePort.HOST + ":" + health,
                        "--doctor-every",
                        "PT0S",
                        "--application-id",
                        "waybill"));
        awaitReady(process, health, "/readyz");
        return new ConsoleCaller(URI.create("http://" + FreePort.HOST + ":" + port), token);
    }

    /** How a command ended, and what it printed. */
    record Ended(int code, String text) {}

    /** Runs a command on the cluster, which must go well. */
    String command(InstalledWaybill program, String command, List<String> more) throws Exception {
        Ended ended = run(program, command, more);
        assertThat(ended.code()).as("%s %s: %s", command, more, ended.text()).isZero();
        return ended.text();
    }

    private Ended run(InstalledWaybill program, String command, List<String> more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(more);
        arguments.addAll(List.of("--bootstrap", bootstrapServers()));
        return run(program, arguments);
    }

    /** Runs a command to its end. */
    Ended run(InstalledWaybill program, List<String> arguments) throws Exception {
        ChildProcess process = start(program, arguments);
        int code = process.end();
        return new Ended(code, String.join("\n", process.output()));
    }

    private ChildProcess start(InstalledWaybill program, List<String> arguments) throws IOException {
        ChildProcess process = program.start(
                folder.resolve(processes.size() + "-" + arguments.get(0) + ".log"),
                Map.of("WAYBILL_JAVA_OPTS", SMALL),
                arguments);
        processes.add(process);
        return process;
    }

    /** A producer of events. */
    KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "enable.idempotence", "true", "linger.ms", "10"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void close() {
        processes.forEach(ChildProcess::close);
        broker.close();
    }
}
