package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.Timeline;
import dev.waybill.catalog.reign.UnknownMembers;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.catalog.snapshot.Backup;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.cli.Main;
import dev.waybill.clients.RealClients;
import dev.waybill.cloud.FreePort;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.verify.check.ExportTotals;
import dev.waybill.verify.check.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tenants are changed, paused, resumed, added, removed and brought back by the commands that operators use, while events
 * flow, and nobody touches a process for configuration. Twice the process that runs cannot read the catalog until what it
 * has not learned reigns: once it goes on by itself; once another process joins it, and takes over when it is killed as it
 * waits. That one is restarted. The sink cannot read the catalog either, and begins anew without it. Then the catalog's topic is
 * deleted, and restored from a copy. In the end each event that a version ruled stands in exactly one file, at that version's
 * place and in its format, and no other event in any; and all is as the receipts of all windows say. Windows are seconds long,
 * and so is the lead.
 */
class ChangingTenantsIT {
    private static final FlowTenants TENANTS = new FlowTenants(3);
    private static final String CHANGED = TENANTS.tenant(0);
    private static final String PAUSED = TENANTS.tenant(1);
    private static final String COMES_AND_GOES = TENANTS.tenant(2);
    private static final String EXPORT = "downloads";
    private static final String OLD_PLACE = "first-place";
    private static final String NEW_PLACE = "second-place";
    private static final String PAUSED_PLACE = "paused-place";
    private static final String GUEST_PLACE = "guest-place";
    private static final List<String> BUCKETS = List.of(OLD_PLACE, NEW_PLACE, PAUSED_PLACE, GUEST_PLACE);
    private static final String PLATFORM = "accounts: { aws: \"999999999999\" }\n";
    private static final String BLIND = "paused: nothing has been learned of the catalog since ";
    private static final Duration LEAD = Duration.ofSeconds(10);
    private static final Duration MARGIN = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(10);

    /** What one object holds. */
    private record Delivered(String bucket, Path file, List<String> ids) {}

    @TempDir
    Path folder;

    private final List<ChildProcess> started = new ArrayList<>();
    private CuttableLine line;
    private CuttableLine lineOfSink;
    private SinkStack stack;
    private ReceiptJudge judge;
    private Path tenants;

    @BeforeEach
    void start() throws Exception {
        int behindTheLine = FreePort.find();
        int behindTheSinks = FreePort.find();
        line = CuttableLine.to(behindTheLine);
        lineOfSink = CuttableLine.to(behindTheSinks);
        stack = new SinkStack(folder, broker(behindTheLine, behindTheSinks));
        judge = new ReceiptJudge(folder);
        tenants = Files.createDirectory(folder.resolve("tenants"));
        for (String bucket : BUCKETS) {
            stack.store.createBucket(bucket);
        }
        SettingsRecord settings = new SettingsRecord(
                LEAD,
                MARGIN,
                Timeline.of(List.of(PlatformSettings.DEFAULT)),
                Map.of("platform.yaml", PLATFORM),
                new Change("ops", Instant.now(), ""),
                UnknownMembers.NONE);
        Path copy = Files.writeString(folder.resolve("settings"), new Backup(settings, List.of(), Map.of()).text());
        Files.writeString(folder.resolve("platform.yaml"), PLATFORM);
        write(CHANGED, "{ kind: csv, columns: [event_id, occurred_at], compression: none }", 5, OLD_PLACE);
        write(PAUSED, "{ kind: csv, columns: [event_id, occurred_at], compression: none }", 5, PAUSED_PLACE);
        apply("--restore", copy.toString());
        apply("--only", CHANGED, "--only", PAUSED);
        trust(CHANGED);
        trust(PAUSED);
    }

    @AfterEach
    void stop() throws Exception {
        started.forEach(ChildProcess::close);
        stack.close();
        line.close();
        lineOfSink.close();
    }

    /** One that has other addresses, over the lines, for those that are told of them. */
    private EmbeddedBroker broker(int behindTheLine, int behindTheSinks) {
        int port = FreePort.find();
        Path data = folder.resolve("broker");
        Map<String, String> settings = BrokerSettings.of(data, port, FreePort.find());
        return EmbeddedBroker.start(
                data,
                port,
                Map.of(
                        "listeners",
                        settings.get("listeners") + ",LINE://" + FreePort.HOST + ":" + behindTheLine + ",SINK://"
                                + FreePort.HOST + ":" + behindTheSinks,
                        "advertised.listeners",
                        "PLAINTEXT://" + FreePort.HOST + ":" + port + ",LINE://" + line.from() + ",SINK://"
                                + lineOfSink.from(),
                        "listener.security.protocol.map",
                        "PLAINTEXT:PLAINTEXT,LINE:PLAINTEXT,SINK:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "controller.quorum.voters",
                        settings.get("controller.quorum.voters"),
                        "group.min.session.timeout.ms",
                        "1000",
                        "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                        "500"));
    }

    @Test
    void everyEventIsDeliveredOnceUnderTheVersionThatReigns() throws Exception {
        Map<String, String> sink = stack.connector();
        sink.put("catalog.client.bootstrap.servers", lineOfSink.from());
        EmbeddedConnect connect = stack.connect();
        connect.putConnector(SinkStack.CONNECTOR, sink);
        try (EventFlow flow = new EventFlow(producer(), TENANTS, 6, 20_261_127L)) {
            // Given
            int health = FreePort.find();
            ChildProcess first = startStreams(
                    "first",
                    Map.of(KilledStreams.CATALOG, line.from(), KilledStreams.HEALTH, Integer.toString(health)));
            awaitFiles(OLD_PLACE, 1);
            awaitFiles(PAUSED_PLACE, 1);

            // When: another format, other windows and another bucket; a new tenant; a pause; and who runs cannot know
            line.cut();
            write(CHANGED, "{ kind: json-lines, columns: [event_id, occurred_at], compression: none }", 10, NEW_PLACE);
            write(COMES_AND_GOES, "{ kind: csv, columns: [event_id, occurred_at], compression: none }", 5, GUEST_PLACE);
            apply("--only", CHANGED, "--only", COMES_AND_GOES);
            trust(COMES_AND_GOES);
            command("pause", PAUSED, "--by", "ops", "--why", "ticket 7");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(lanes(PAUSED)).isNotEmpty().allMatch("PAUSED"::equals));
            int beforePause = files(PAUSED_PLACE).size();
            awaitReadiness(health, "503 ", BLIND);
            awaitBegun(CHANGED);
            awaitBegun(COMES_AND_GOES);
            assertThat(readiness(health)).contains(BLIND);
            line.mend();
            awaitReadiness(health, "200 ", "ok");
            awaitFiles(NEW_PLACE, 1);
            awaitFiles(GUEST_PLACE, 1);

            // Then
            first.requireAlive();
            assertThat(files(PAUSED_PLACE)).as("while it is paused").hasSize(beforePause);

            // When: who runs cannot know again, another one comes, and takes over; the sink cannot know either
            line.cut();
            lineOfSink.cut();
            command("resume", PAUSED, "--by", "ops");
            Files.delete(tenants.resolve(COMES_AND_GOES + ".yaml"));
            write(
                    CHANGED,
                    "{ kind: json-lines, columns: [event_id, occurred_at, uri], compression: none }",
                    10,
                    NEW_PLACE);
            apply("--only", CHANGED, "--only", COMES_AND_GOES, "--allow", "tenants-removed");
            awaitReadiness(health, "503 ", BLIND);
            ChildProcess second = startStreams("second", Map.of());
            awaitTasks(second, "active=\\[.+] standby=\\[.+]");
            assertThat(readiness(health)).contains(BLIND);
            first.kill();
            awaitTasks(second, "active=\\[0_0, 0_1, 1_0, .+ 1_7] standby=\\[]");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(states(CHANGED)).containsEntry("unknown", "RETRYING"));
            assertThat(SinkStack.catalogTrouble()).contains("cannot be asked for");

            // When: it begins anew, and has never known anything
            connect.deleteConnector(SinkStack.CONNECTOR);
            int beforeItBegins = files(NEW_PLACE).size();
            connect.putConnector(SinkStack.CONNECTOR, sink);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(states(CHANGED)).isEqualTo(Map.of("unknown", "RETRYING")));

            // Then
            assertThat(files(NEW_PLACE)).as("what nobody knows where to put").hasSize(beforeItBegins);
            assertThat(files(PAUSED_PLACE))
                    .as("while nobody knows that it goes on")
                    .hasSize(beforePause);

            // When
            lineOfSink.mend();
            awaitFiles(PAUSED_PLACE, beforePause + 1);
            awaitFiles(NEW_PLACE, beforeItBegins + 1);
            awaitBegun(COMES_AND_GOES);
            assertThat(second.stop()).isEqualTo(143);
            int healthOfLast = FreePort.find();
            ChildProcess last = startStreams("second", Map.of(KilledStreams.HEALTH, Integer.toString(healthOfLast)));
            int whileAway = files(NEW_PLACE).size();
            awaitFiles(NEW_PLACE, whileAway + 1);

            // When: the catalog is lost
            Path copy = folder.resolve("copy-of-the-catalog");
            apply("--export", copy.toString());
            CatalogSnapshot before = catalog();
            deleteCatalog();
            awaitReadiness(healthOfLast, "503 ", "the topic waybill.catalog does not exist");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(SinkStack.catalogTrouble())
                            .contains("the topic waybill.catalog does not exist"));
            Ended refused = run("apply", applyArguments());
            apply("--restore", copy.toString());
            awaitReadiness(healthOfLast, "200 ", "ok");

            // Then
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.out()).contains("lost-catalog");
            assertThat(catalog().externalIds()).isEqualTo(before.externalIds());
            last.requireAlive();

            // When: back again
            write(COMES_AND_GOES, "{ kind: csv, columns: [event_id, occurred_at], compression: none }", 5, GUEST_PLACE);
            apply("--only", COMES_AND_GOES);
            awaitBegun(COMES_AND_GOES);
            int whenBack = files(GUEST_PLACE).size();
            awaitFiles(GUEST_PLACE, whenBack + 1);
            flow.stop();
            Instant ends = Instant.now().plus(LONGEST_WINDOW);

            // Then
            CatalogSnapshot catalog = catalog();
            assertThat(reigns(catalog, CHANGED)).hasSize(3);
            assertThat(reigns(catalog, PAUSED)).hasSize(1);
            assertThat(reigns(catalog, COMES_AND_GOES)).hasSize(3);
            Map<String, String> expected = expected(catalog, flow);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(delivered().stream()
                                    .mapToInt(file -> file.ids().size())
                                    .sum())
                            .isGreaterThanOrEqualTo(expected.size()));
            last.requireAlive();
            assertExact(delivered(), expected, flow);
            judge(expected, ends);
        }
    }

    /** Each place is as the receipts of all windows say, and these say how many events must be there. */
    private void judge(Map<String, String> expected, Instant ends) {
        for (String bucket : BUCKETS) {
            Summary summary = judge.awaitClean(() -> stack.store.bucketFolder(bucket), ends);
            assertThat(summary.exports())
                    .as(bucket)
                    .extracting(ExportTotals::export, export -> export.counts().delivered())
                    .containsExactly(tuple(
                            EXPORT,
                            expected.values().stream().filter(bucket::equals).count()));
            assertThat(summary.rows().orElseThrow().unsummed()).isZero();
        }
    }

    /** The bucket of each event that some version rules, by the event's id. */
    private static Map<String, String> expected(CatalogSnapshot catalog, EventFlow flow) {
        Map<String, String> buckets = new TreeMap<>();
        flow.events().values().forEach(event -> {
            List<Reign> begun = reigns(catalog, event.tenant).stream()
                    .filter(reign -> !reign.from().isAfter(event.occurredAt))
                    .toList();
            if (!begun.isEmpty() && begun.get(begun.size() - 1) instanceof VersionReign) {
                boolean first = begun.size() == 1;
                buckets.put(
                        event.id,
                        event.tenant.equals(PAUSED)
                                ? PAUSED_PLACE
                                : event.tenant.equals(COMES_AND_GOES) ? GUEST_PLACE : first ? OLD_PLACE : NEW_PLACE);
            }
        });
        assertThat(buckets.values()).contains(OLD_PLACE, NEW_PLACE, PAUSED_PLACE, GUEST_PLACE);
        return buckets;
    }

    private static void assertExact(List<Delivered> files, Map<String, String> expected, EventFlow flow) {
        Map<String, List<String>> places = new TreeMap<>();
        for (Delivered file : files) {
            Set<Long> windows = new TreeSet<>();
            int seconds = file.bucket().equals(NEW_PLACE) ? 10 : 5;
            for (String id : file.ids()) {
                TestEvent event = flow.events().get(id);
                assertThat(event).as("an event that was published: %s", id).isNotNull();
                places.computeIfAbsent(id, any -> new ArrayList<>()).add(file.bucket());
                windows.add(event.occurredAt.getEpochSecond() / seconds);
            }
            assertThat(windows).as("windows in %s", file.file()).hasSize(1);
        }
        Map<String, List<String>> once = expected.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> List.of(entry.getValue()), (a, b) -> a, TreeMap::new));
        assertThat(places).isEqualTo(once);
    }

    private static List<Reign> reigns(CatalogSnapshot catalog, String tenant) {
        return catalog.tenant(tenant)
                .flatMap(entry -> entry.record())
                .map(record -> record.export(EXPORT))
                .map(ExportRecord::reigns)
                .orElseThrow()
                .list();
    }

    /** Waits until the tenant's last reign has begun. */
    private void awaitBegun(String tenant) {
        List<Reign> reigns = reigns(catalog(), tenant);
        Instant from = reigns.get(reigns.size() - 1).from();
        await().atMost(PATIENCE).until(() -> Instant.now().isAfter(from));
    }

    private void awaitFiles(String bucket, int atLeast) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files(bucket)).as(bucket).hasSizeGreaterThanOrEqualTo(atLeast));
    }

    private List<Path> files(String bucket) throws IOException {
        return DeliveredFiles.paths(stack.store.bucketFolder(bucket), ".*\\.(csv|jsonl)");
    }

    private List<Delivered> delivered() throws IOException {
        List<Delivered> delivered = new ArrayList<>();
        for (String bucket : BUCKETS) {
            for (Path file : files(bucket)) {
                boolean json = bucket.equals(NEW_PLACE);
                assertThat(file.toString()).endsWith(json ? ".jsonl" : ".csv");
                List<String> ids = Files.readAllLines(file).stream()
                        .skip(json ? 0 : 1)
                        .map(line -> line.replaceAll(".*(e-[0-9]+).*", "$1"))
                        .toList();
                delivered.add(new Delivered(bucket, file, ids));
            }
        }
        return delivered;
    }

    /** The states of the sink's lanes of the tenant. */
    private static List<String> lanes(String tenant) throws Exception {
        return states(tenant).values().stream().toList();
    }

    /** The same, by the place that they go to. */
    private static Map<String, String> states(String tenant) throws Exception {
        return SinkStack.states(new ExportId(tenant, EXPORT));
    }

    private void deleteCatalog() throws Exception {
        try (Admin admin = stack.broker.admin()) {
            admin.deleteTopics(List.of(Topics.CATALOG)).all().get();
        }
    }

    private void write(String tenant, String format, int seconds, String bucket) throws IOException {
        Files.writeString(tenants.resolve(tenant + ".yaml"), """
                tenant: %s
                exports:
                  - id: %s
                    source: download
                    receipts: window
                    delivery: %s
                    format: %s
                    schedule: { every: "*/%d * * * * *", grace: PT5S }
                    destination:
                      kind: s3
                      bucket: %s
                      region: eu-west-1
                      role-arn: "%s"
                      endpoint: "%s"
                      path-style: true
                """.formatted(
                        tenant,
                        EXPORT,
                        tenant.equals(PAUSED) ? "shared" : "dedicated",
                        format,
                        seconds,
                        bucket,
                        role(tenant),
                        stack.store.endpoint()));
    }

    private static String role(String tenant) {
        return "arn:aws:iam::333333333333:role/" + tenant;
    }

    /** The tenant's role trusts the platform with the external id that apply has made. */
    private void trust(String tenant) {
        String externalId = catalog()
                .tenant(tenant)
                .flatMap(entry -> entry.record())
                .orElseThrow()
                .externalId();
        stack.iam.putRole(WriterRoles.writer(role(tenant), externalId, "*"));
    }

    private void apply(String... more) {
        command("apply", applyArguments(more));
    }

    private String[] applyArguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--tenants", tenants.toString()));
        arguments.addAll(List.of("--platform", folder.resolve("platform.yaml").toString()));
        arguments.addAll(List.of("--application-id", "waybill"));
        arguments.addAll(List.of("--replication-factor", "1", "--min-insync-replicas", "1"));
        arguments.addAll(List.of("--input-partitions", "2", "--shared-partitions", "1"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private void command(String command, String... more) {
        Ended ended = run(command, more);
        assertThat(ended.code())
                .as("%s %s: %s", command, List.of(more), ended.out())
                .isZero();
    }

    /** How a command ended, and what it printed. */
    private record Ended(int code, String out) {}

    private Ended run(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--bootstrap", stack.broker.bootstrapServers()));
        StringWriter text = new StringWriter();
        PrintWriter printer = new PrintWriter(text, true);
        int code = Main.execute(printer, printer, arguments.toArray(String[]::new));
        return new Ended(code, text.toString());
    }

    private CatalogSnapshot catalog() {
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.broker.bootstrapServers());
        try (CatalogReader reader = CatalogReader.of(new KafkaCatalogTopic(new RealClients(), settings))) {
            return reader.read(PATIENCE).snapshot();
        }
    }

    /** Starts a process with the state that an earlier one of this name has left. */
    private ChildProcess startStreams(String name, Map<String, String> more) throws IOException {
        Map<String, String> options = new HashMap<>(more);
        options.put("num.standby.replicas", "1");
        ChildProcess process = ChildProcess.start(
                stack.broker.bootstrapServers(),
                folder,
                folder.resolve("state-of-" + name),
                folder.resolve("streams-" + started.size() + ".log"),
                options);
        started.add(process);
        return process;
    }

    private static void awaitTasks(ChildProcess process, String tasks) {
        await().atMost(PATIENCE)
                .failFast(process::requireAlive)
                .untilAsserted(() -> assertThat(process.output()).anyMatch(line -> line.matches("RUNNING " + tasks)));
    }

    private static void awaitReadiness(int port, String status, String text) {
        await().atMost(PATIENCE)
                .ignoreException(ConnectException.class)
                .untilAsserted(
                        () -> assertThat(readiness(port)).startsWith(status).contains(text));
    }

    /** Status and text of {@code /readyz}. */
    private static String readiness(int port) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + FreePort.HOST + ":" + port + "/readyz"))
                                .build(),
                        BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.broker.bootstrapServers(), "enable.idempotence", "true"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
