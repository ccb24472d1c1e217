package dev.waybill.local;

import static dev.waybill.local.SaslStack.user;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.acls.AclPlan;
import dev.waybill.acls.AclReport;
import dev.waybill.acls.Client;
import dev.waybill.acls.ClientGrants;
import dev.waybill.acls.ClusterAcls;
import dev.waybill.acls.WorkerNames;
import dev.waybill.cli.Main;
import dev.waybill.clients.RealClients;
import dev.waybill.cloud.FreePort;
import dev.waybill.cloud.LocalStore;
import dev.waybill.contract.GroupNames;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.control.console.Console;
import dev.waybill.control.console.ConsoleSetup;
import dev.waybill.control.console.access.LiveTokens;
import dev.waybill.control.console.checkup.Rhythm;
import dev.waybill.control.console.http.ListenAddress;
import dev.waybill.kafka.cluster.KafkaQuarantine;
import dev.waybill.kafka.cluster.QuarantinedEvent;
import dev.waybill.local.RecordingAuthorizer.Asked;
import dev.waybill.registry.schema.NoWriter;
import dev.waybill.spec.SpecReader;
import dev.waybill.topics.InputTimestamps;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import dev.waybill.verify.check.ExportTotals;
import dev.waybill.verify.check.Summary;
import dev.waybill.wire.rule.TimeRules;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.SecurityUtils;
import org.apache.kafka.tools.AclCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A cluster that denies what is not granted, where every program logs in as a user of its own, with the rights that
 * {@code acls} prints and no others: from the first topic to files in a bucket. The authorizer says whether a right was
 * missing, and whether one was never needed.
 */
class AclsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Somebody with the rights of {@code apply} and of {@code replay}. */
    private static final String BACKFILLS = "waybill-backfill";

    private static final String GONE_OPEN = "export.gone.open";
    private static final String GONE_DELIVERED = "export.gone.done";
    private static final DateTimeFormatter LOG_TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private SaslStack stack;
    private SaslBroker broker;
    private LocalStore store;
    private ReceiptJudge judge;

    @BeforeEach
    void start() throws IOException {
        RecordingAuthorizer.forget();
        stack = new SaslStack(folder, BACKFILLS);
        broker = stack.broker;
        store = stack.store;
        judge = new ReceiptJudge(folder);
        writeSpecs();
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @ParameterizedTest(name = "repartition: {0}")
    @ValueSource(booleans = {false, true})
    void theRightsThatArePrintedAreEnoughAndNoneIsTooMany(boolean repartition) throws Exception {
        List<String> kind = repartition ? List.of("--repartition") : List.of();
        grant(kind);

        // The cluster, made by each that may make it, and the store
        assertThat(command(Client.TOPICS, "topics", kind, topicSettings())).isZero();
        for (Client client : List.of(Client.APPLY_ACLS, Client.APPLY)) {
            deleteTopics();
            assertThat(command(client, "apply", kind, applySettings())).isZero();
            // Once more, with everything there
            assertThat(command(client, "apply", kind, applySettings())).isZero();
        }
        grantSomethingElse();
        grantRoles();
        assertThat(waybill(
                        List.of("render"),
                        specs(),
                        List.of("--out", folder.resolve("rendered").toString())))
                .isZero();

        // What stays, first with nothing there and then with what the first start left
        run(repartition).stop();
        ChildProcess run = run(repartition);
        stack.connect().stop();
        ChildProcess connect = stack.connect();
        putConnector();
        assertThat(command(Client.TOPICS, "topics", kind, topicSettings())).isZero();

        // Events: published, imported, and broken; in the order of their time, so that none is late
        publish("{\"event_id\":\"e1\",\"tenant\":\"acme\",\"occurred_at\":\"%s\"}".formatted(hoursAgo(4)), hoursAgo(4));
        publish("{\"event_id\":\"e2\",\"occurred_at\":\"%s\"}".formatted(hoursAgo(4)), hoursAgo(4));
        Path log = Files.writeString(
                folder.resolve("access.log"),
                "203.0.113.9 - - [%s] \"GET /a HTTP/1.1\" 200 12 \"-\" \"curl/8.0\"\n"
                        .formatted(LOG_TIME.format(hoursAgo(3))));
        assertThat(command(
                        Client.IMPORT,
                        "import",
                        List.of(
                                "--tenant",
                                "acme",
                                "--format",
                                "combined",
                                "--tenants",
                                folder.resolve("tenants").toString()),
                        List.of(log.toString())))
                .isZero();

        // Then they are in the bucket
        await().atMost(PATIENCE)
                .failFast(() -> requireAlive(run, connect))
                .untilAsserted(() -> assertThat(csvLines()).hasSize(2).anyMatch(line -> line.contains("curl/8.0")));
        // and those for the bucket that is gone, parked until it is there
        await().atMost(PATIENCE)
                .failFast(() -> requireAlive(run, connect))
                .until(() -> topics().contains("waybill.parked.acme.archive"));
        store.createBucket("acme-archive");
        await().atMost(PATIENCE)
                .failFast(() -> requireAlive(run, connect))
                .untilAsserted(() -> assertThat(files("acme-archive")).hasSizeGreaterThanOrEqualTo(2));

        // with receipts that say so
        Summary delivered = judge.awaitClean(() -> store.bucketFolder("acme-logs"), hoursAgo(2));
        assertThat(delivered.exports())
                .extracting(ExportTotals::export, export -> export.counts().delivered())
                .containsExactly(tuple("downloads", 2L));

        // An attempt now: of a topic of its own, of the shared one and a parking one
        for (String export : List.of("acme/downloads", "acme/archive")) {
            assertThat(command(Client.RETRY, "retry", List.of(export), List.of()))
                    .isZero();
        }
        assertThat(out.toString()).contains("in waybill.parked.acme.archive-0 at offset");

        // What could not be processed
        assertThat(command(Client.QUARANTINE_SHOW, "quarantine", List.of("show"), List.of()))
                .isZero();
        assertThat(out.toString()).contains("missing-tenant download-events-");
        assertThat(revealed()).contains("\"e2\"");

        // Held back, and let go on
        assertThat(command(Client.PAUSE, "pause", List.of("acme"), List.of("--why", "test")))
                .isZero();
        assertThat(command(Client.PAUSE, "resume", List.of("acme"), List.of())).isZero();

        // What is with it, something undelivered included
        connect.stop();
        publishPart();
        assertThat(command(Client.STATUS, "status", List.of("acme"), List.of())).isZero();
        assertThat(out.toString()).contains("acme/archive").contains("<=1");
        Path key = stack.platformKeyFile();
        assertThat(code(Client.STATUS, "doctor", List.of("acme", "archive"), List.of("--platform-key", key.toString())))
                .as(out.toString())
                .isLessThan(2);
        assertThat(out.toString())
                .contains("PASSED  role-with-external-id: ", "PASSED  export-topic: ")
                .doesNotContain("nobody answers");

        // Changes through the console, and a new tenant; it looks into topics where something is undelivered
        for (String export : List.of("acme/downloads", "acme/archive")) {
            assertThat(command(Client.RETRY, "retry", List.of(export), List.of()))
                    .isZero();
        }
        changeThroughConsole(repartition);

        // What exports would deliver, of both inputs
        assertThat(command(Client.PREVIEW, "preview", List.of("acme"), List.of()))
                .isZero();
        assertThat(out.toString()).contains("acme/audit", "rows searched ");

        // Delivered again, of both inputs: where it was, and beside that
        assertThat(replay(repartition).end()).as("%s", replayed()).isZero();
        assertThat(replay(repartition, "--beside").end()).as("%s", replayed()).isZero();

        // And of an export that is new
        List<String> both = new ArrayList<>(kind);
        both.addAll(List.of(
                "--only=apply",
                "--only=replay",
                "--principal=apply=User:" + BACKFILLS,
                "--principal=replay=User:" + BACKFILLS));
        grant(both);
        addExport();
        assertThat(backfill(repartition, kind).end())
                .as(Files.readString(folder.resolve("backfill.log")))
                .isZero();
        assertThat(Files.readString(folder.resolve("backfill.log")))
                .contains("history of acme/history from ")
                .contains(", parts 2, events 2, receipts ");

        // More partitions
        run.stop();
        assertThat(command(Client.TOPICS_GROW, "topics", kind, List.of("--grow", "5")))
                .isZero();

        assertThat(RecordingAuthorizer.DENIED).as("rights that are missing").isEmpty();
        assertThat(neverNeeded(kind))
                .as("rights that are not needed")
                .filteredOn(right -> !right.startsWith("apply-prune: ") && !right.startsWith("apply-connect: "))
                .isEmpty();
    }

    @Test
    void theRightsToPruneTopicsAndToReconcileConnectorsAreEnoughAndNoneIsTooMany() throws Exception {
        grant(List.of());
        String gone = "waybill-s3-gone";
        Map<String, Long> delivered = Map.of(GONE_DELIVERED, 1L);

        // Topics of exports that ended
        assertThat(command(Client.APPLY_PRUNE, "apply", List.of("--prune"), applySettings()))
                .isZero();
        Path copy = Files.writeString(folder.resolve("copy"), EndedTenant.backup("gone", "open", "done"));
        assertThat(command(Client.APPLY_PRUNE, "apply", List.of("--restore", copy.toString()), applySettings()))
                .isZero();
        write(GONE_OPEN, GONE_DELIVERED);
        commit(GroupNames.ofConnector("waybill-sink"), delivered);
        assertThat(command(Client.APPLY_PRUNE, "apply", List.of("--prune"), applySettings()))
                .isZero();
        assertThat(out.toString())
                .contains("topic " + GONE_OPEN + ": stays: ")
                .contains("topic " + GONE_DELIVERED + ": deleted");

        // A connector that nothing needs any more, with parts in topics of all kinds
        deleteTopics();
        try (ConnectStub connect = ConnectStub.start()) {
            List<String> withConnect = List.of("--connect", connect.url());
            assertThat(command(Client.APPLY_CONNECT, "apply", withConnect, applySettings()))
                    .isZero();
            List<String> topics = List.of("export.acme.downloads", Topics.SHARED_DELIVERY, "waybill.parked.acme.old");
            write(topics.toArray(String[]::new));
            connect.put(
                    gone,
                    Map.of(
                            "connector.class", "io.confluent.connect.s3.S3SinkConnector",
                            "topics", String.join(",", topics),
                            "waybill.managed-by", "waybill-sink"));
            assertThat(code(Client.APPLY_CONNECT, "apply", withConnect, applySettings()))
                    .as(out.toString())
                    .isEqualTo(1);
        }
        assertThat(out.toString()).contains("connector " + gone + ": kept until it has delivered what is left");

        assertThat(RecordingAuthorizer.DENIED).as("rights that are missing").isEmpty();
        assertThat(neverNeeded(List.of("--only", "apply-prune", "--only", "apply-connect")))
                .as("rights that are not needed")
                .isEmpty();
    }

    /** Writes a record to each; makes those that are not there. */
    private void write(String... names) throws Exception {
        List<String> there = topics();
        try (Admin admin = broker.admin();
                KafkaProducer<byte[], byte[]> producer = stack.producer(SaslBroker.ADMIN)) {
            admin.createTopics(Arrays.stream(names)
                            .filter(name -> !there.contains(name))
                            .map(name -> new NewTopic(name, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
            for (String name : names) {
                producer.send(new ProducerRecord<>(name, "a part".getBytes(UTF_8)))
                        .get();
            }
        }
    }

    private void commit(String group, Map<String, Long> offsets) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        offsets.forEach((topic, offset) -> committed.put(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)));
        try (Admin admin = broker.admin()) {
            admin.alterConsumerGroupOffsets(group, committed).all().get();
        }
    }

    /** Runs every printed line with Kafka's own tool. */
    private void grant(List<String> kind) throws Exception {
        Path login = broker.loginFile(folder, SaslBroker.ADMIN);
        String commands =
                acls(kind, List.of("--bootstrap", broker.bootstrapServers(), "--command-config", login.toString()));
        Exit.setExitProcedure((status, message) -> {
            throw new AssertionError("kafka-acls.sh fails with " + status);
        });
        PrintStream terminal = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        try {
            for (String line : commands.lines().toList()) {
                if (line.startsWith("kafka-acls.sh ")) {
                    assertThat(line).doesNotContain("'");
                    AclCommand.main(line.substring("kafka-acls.sh ".length()).split(" "));
                }
            }
        } finally {
            System.setOut(terminal);
            Exit.resetExitProcedure();
        }
    }

    /** Plan reads the ledger, by the rights of status, only where a redaction changes. */
    private static final Set<String> NOT_YET =
            Set.of("status: Read on topic waybill.ledger", "run: Read on topic waybill.deliveries");

    /** Granted operations that no request has asked for. */
    private List<String> neverNeeded(List<String> kind) throws Exception {
        JsonNode grants = new ObjectMapper().readTree(acls(kind, List.of("--json")));
        return StreamSupport.stream(grants.spliterator(), false)
                .flatMap(grant -> StreamSupport.stream(grant.path("operations").spliterator(), false)
                        .map(JsonNode::asText)
                        .filter(operation -> RecordingAuthorizer.ALLOWED.stream()
                                .noneMatch(asked -> isUsed(grant, operation, asked)))
                        .map(operation -> grant.path("client").asText() + ": " + operation + " on "
                                + grant.path("resource").asText() + " "
                                + grant.path("name").asText()))
                .filter(right -> !NOT_YET.contains(right))
                .toList();
    }

    private static boolean isUsed(JsonNode grant, String operation, Asked asked) {
        String name = grant.path("name").asText();
        return asked.principal().equals(grant.path("principal").asText())
                && asked.operation() == SecurityUtils.operation(operation)
                && asked.type()
                        == SecurityUtils.resourceType(
                                resourceType(grant.path("resource").asText()))
                && (grant.path("match").asText().equals("literal")
                        ? asked.name().equals(name)
                        : asked.name().startsWith(name));
    }

    private static String resourceType(String word) {
        return switch (word) {
            case "topic" -> "Topic";
            case "group" -> "Group";
            case "cluster" -> "Cluster";
            default -> "TransactionalId";
        };
    }

    private String acls(List<String> kind, List<String> more) throws Exception {
        assertThat(waybill(List.of("acls"), specs(), kind, more)).isZero();
        return out.toString();
    }

    /** How the tenant's buckets are reached. */
    private String reached() {
        return "region: eu-west-1, role-arn: \"arn:aws:iam::111122223333:role/Logs\", endpoint: \"" + store.endpoint()
                + "\", path-style: true";
    }

    private void writeSpecs() throws IOException {
        Files.createDirectory(folder.resolve("tenants"));
        Files.writeString(folder.resolve("tenants/acme.yaml"), """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv }
                    destination: { kind: s3, bucket: acme-logs, %1$s }
                  - id: archive
                    source: download
                    delivery: shared
                    format: { kind: json-lines }
                    destination: { kind: s3, bucket: acme-archive, %1$s }
                  - id: audit
                    source: audit
                    delivery: shared
                    format: { kind: json-lines }
                    destination: { kind: s3, bucket: acme-archive, prefix: audit, %1$s }
                """.formatted(reached()));
        Path secrets = stack.connectorSecrets();
        Files.writeString(folder.resolve("platform.yaml"), """
                accounts: { aws: "%1$s" }
                connectors:
                  waybill-sink:
                    catalog-client:
                      bootstrap.servers: "%5$s"
                      security.protocol: SASL_PLAINTEXT
                      sasl.mechanism: PLAIN
                      sasl.jaas.config: "${file:%4$s:catalog}"
                    overrides:
                      tasks.max: "1"
                      sts.endpoint: %3$s
                      aws.access.key.id: "${file:%4$s:id}"
                      aws.secret.access.key: "${file:%4$s:secret}"
                      retry.backoff.initial.ms: "200"
                      retry.backoff.max.ms: "1000"
                      parking.after.ms: "1000"
                      parking.replication.factor: "1"
                      parking.client.bootstrap.servers: "%5$s"
                      parking.client.security.protocol: SASL_PLAINTEXT
                      parking.client.sasl.mechanism: PLAIN
                      parking.client.sasl.jaas.config: "${file:%4$s:jaas}"
                      consumer.override.metadata.max.age.ms: "1000"
                """.formatted(
                        LocalGrants.ACCOUNT, folder, stack.sts.endpoint(), secrets, broker.bootstrapServers()));
    }

    /** What {@code apply --acls} does beside the rest. */
    private void grantSomethingElse() throws Exception {
        Map<String, Object> client = stack.client(user(Client.APPLY_ACLS));
        List<ClientGrants> others =
                AclPlan.of("waybill", WorkerNames.of(Map.of()), List.of()).clients(any -> "User:somebody-else");
        try (Admin admin = Admin.create(client)) {
            assertThat(new ClusterAcls(admin).apply(others).made()).isNotEmpty();
            AclReport again = new ClusterAcls(admin).apply(others);
            assertThat(again.made()).isEmpty();
            assertThat(again.excess())
                    .as("of whom that plan does not know")
                    .anyMatch(excess -> excess.right().equals("User:waybill-pause may Write Topic waybill.catalog"));
        }
    }

    private void deleteTopics() throws Exception {
        try (Admin admin = broker.admin()) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
        }
        await().atMost(PATIENCE).until(() -> topics().isEmpty());
    }

    private void changeThroughConsole(boolean repartition) throws Exception {
        Path tokens = folder.resolve("console-tokens.yaml");
        waybill(List.of("console-token", "make", "test", "--tokens", tokens.toString()));
        String token = out.toString().strip();
        Map<String, Object> client = stack.client(user(Client.CONSOLE));
        TopicSettings settings = new TopicSettings(
                1, 1, 2, 1, InputTimestamps.CREATE_TIME, Duration.ofDays(7), 10L << 30, Duration.ofDays(7));
        ConsoleSetup setup = new ConsoleSetup(
                new RealClients(),
                client,
                "waybill",
                exports -> {
                    TopicPlan plan = TopicPlan.of(exports, settings);
                    return repartition ? plan.repartitioned() : plan;
                },
                secret -> "the secret",
                Optional.empty(),
                (platform, work) -> {
                    throw new IOException("no accounts are looked at here");
                },
                new Rhythm(Duration.ZERO),
                id -> NoWriter.UNKNOWN,
                TimeRules.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                LiveTokens.open(tokens),
                ListenAddress.safe(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty()));
        Instant begun = Instant.now();
        try (Console console = Console.start(setup)) {
            ConsoleCaller caller = new ConsoleCaller(console.uri(), token);
            await().atMost(PATIENCE)
                    .until(() -> console.ready().stream()
                            .allMatch(check -> check.problem().isEmpty()));
            caller.get("/tenants/acme/exports/downloads/windows");
            caller.post("/tenants/acme/preview", ConsoleCaller.body());
            String draft = """
                    tenant: globex
                    exports:
                      - id: downloads
                        source: download
                        format: { kind: csv }
                        destination: { kind: s3, bucket: globex-logs, region: eu-west-1, role-arn: "arn:aws:iam::444455556666:role/Logs" }
                    """;
            caller.apply("globex", draft);
            // Once more, with its topic there
            assertThat(caller.plan("globex", draft).path("state").asText()).isEqualTo("nothing-to-do");
            caller.post("/tenants/globex/pause", ConsoleCaller.body().put("why", "test"));
            caller.post("/tenants/globex/resume", ConsoleCaller.body());
            for (String export : List.of("downloads", "archive")) {
                caller.post("/tenants/acme/exports/" + export + "/retry", ConsoleCaller.body());
            }
            // It looks at the delivery topics at its start, and once a minute
            await().atMost(PATIENCE)
                    .until(() -> Instant.parse(caller.get("/overview")
                                    .at("/freshness/looked-at")
                                    .asText(Instant.EPOCH.toString()))
                            .isAfter(begun));
        }
    }

    private List<String> applySettings() {
        List<String> settings = new ArrayList<>(topicSettings());
        settings.addAll(List.of(
                "--platform",
                folder.resolve("platform.yaml").toString(),
                "--begin",
                hoursAgo(24).toString()));
        return settings;
    }

    private List<String> specs() {
        return List.of(
                "--tenants",
                folder.resolve("tenants").toString(),
                "--platform",
                folder.resolve("platform.yaml").toString());
    }

    private List<String> topicSettings() {
        return List.of(
                "--tenants",
                folder.resolve("tenants").toString(),
                "--replication-factor=1",
                "--min-insync-replicas=1",
                "--input-partitions=2",
                "--shared-partitions=1",
                "--input-timestamps=CREATE_TIME");
    }

    /** The buckets but one, and the tenant's role. */
    private void grantRoles() throws IOException {
        stack.grantRoles(SpecReader.read(folder.resolve("tenants")).exports());
        Files.delete(store.bucketFolder("acme-archive"));
    }

    private ChildProcess run(boolean repartition) throws IOException {
        int port = FreePort.find();
        Map<String, String> environment = application(repartition, user(Client.RUN));
        environment.put("WAYBILL_HTTP_PORT", String.valueOf(port));
        ChildProcess run = stack.opened(stack.installed.start(folder.resolve("run.log"), environment, List.of("run")));
        SaslStack.awaitOk(run, "http://" + FreePort.HOST + ":" + port + "/readyz");
        return run;
    }

    /** What replays have said, asked for when it is shown. */
    private Object replayed() {
        return new Object() {
            @Override
            public String toString() {
                try {
                    return Files.readString(folder.resolve("replay.log"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private ChildProcess replay(boolean repartition, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "replay",
                "acme",
                "--from",
                hoursAgo(6).toString(),
                "--to",
                hoursAgo(2).toString()));
        command.addAll(List.of(more));
        return stack.opened(stack.installed.start(
                folder.resolve("replay.log"), application(repartition, user(Client.REPLAY)), command));
    }

    private void addExport() throws IOException {
        Path file = folder.resolve("tenants/acme.yaml");
        Files.writeString(file, Files.readString(file) + """
                  - id: history
                    source: download
                    format: { kind: csv }
                    destination: { kind: s3, bucket: acme-logs, prefix: history, %s }
                """.formatted(reached()));
    }

    private ChildProcess backfill(boolean repartition, List<String> kind) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "apply",
                "--backfill=P1D",
                "--only=acme",
                "--bootstrap",
                broker.bootstrapServers(),
                "--command-config",
                broker.loginFile(folder, BACKFILLS).toString(),
                "--platform",
                folder.resolve("platform.yaml").toString()));
        arguments.addAll(kind);
        arguments.addAll(topicSettings());
        return stack.opened(
                stack.installed.start(folder.resolve("backfill.log"), application(repartition, BACKFILLS), arguments));
    }

    private Map<String, String> application(boolean repartition, String user) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "WAYBILL_HTTP_ADDRESS",
                FreePort.HOST,
                "WAYBILL_SPREAD",
                "PT0S",
                "WAYBILL_REPARTITION",
                String.valueOf(repartition),
                "WAYBILL_REGISTRY_SCHEMA_REGISTRY_URL",
                "none",
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "KAFKA_STATE_DIR",
                folder.resolve("state").toString(),
                "KAFKA_REPLICATION_FACTOR",
                "1"));
        environment.put("KAFKA_COMMIT_INTERVAL_MS", "500");
        environment.put("WAYBILL_RECEIPTS_KEY", "${file:" + folder.resolve("receipts/signing.pem") + "}");
        broker.login(user)
                .forEach((key, value) ->
                        environment.put("KAFKA_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        return environment;
    }

    private void putConnector() throws Exception {
        String config = Files.readString(folder.resolve("rendered/connectors/waybill-sink.json"));
        int answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(stack.connectUrl() + "/connectors/waybill-sink/config"))
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString(config))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        assertThat(answer).isEqualTo(201);
    }

    private static void requireAlive(ChildProcess... processes) {
        Arrays.stream(processes).forEach(ChildProcess::requireAlive);
    }

    private static Instant hoursAgo(int hours) {
        return Instant.now().minus(Duration.ofHours(hours));
    }

    private void publish(String event, Instant stamp) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = stack.producer(user(Client.PRODUCERS))) {
            for (Source source : Source.values()) {
                producer.send(new ProducerRecord<>(
                                Topics.input(source),
                                null,
                                stamp.toEpochMilli(),
                                "acme".getBytes(UTF_8),
                                event.getBytes(UTF_8)))
                        .get();
            }
        }
    }

    /** To the shared topic, when nobody reads it any more. */
    private void publishPart() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = stack.producer(SaslBroker.ADMIN)) {
            producer.send(new ProducerRecord<>(Topics.SHARED_DELIVERY, "a part".getBytes(UTF_8)))
                    .get();
        }
    }

    private String revealed() throws IOException {
        Map<String, Object> client = stack.client(user(Client.QUARANTINE_REVEAL));
        StringBuilder revealed = new StringBuilder();
        try (KafkaQuarantine quarantine = new KafkaQuarantine(new RealClients(), client)) {
            for (QuarantinedEvent event : quarantine.newest(Instant.EPOCH, 10, ticket -> true)) {
                revealed.append(new String(quarantine.content(event.ticket()).orElseThrow(), UTF_8));
            }
        }
        return revealed.toString();
    }

    private List<String> topics() throws Exception {
        try (var admin = broker.admin()) {
            return List.copyOf(admin.listTopics().names().get());
        }
    }

    private List<String> csvLines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files("acme-logs")) {
            try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                lines.addAll(
                        new String(in.readAllBytes(), UTF_8).lines().skip(1).toList());
            }
        }
        return lines;
    }

    private List<Path> files(String bucket) throws IOException {
        return DeliveredFiles.paths(store.bucketFolder(bucket), ".*\\.gz");
    }

    /** Runs a command as this client's user, which must be well. */
    private int command(Client client, String name, List<String> first, List<String> more) throws Exception {
        int code = code(client, name, first, more);
        assertThat(code).as(out.toString()).isZero();
        return code;
    }

    private int code(Client client, String name, List<String> first, List<String> more) throws Exception {
        List<String> login = List.of(
                "--bootstrap",
                broker.bootstrapServers(),
                "--command-config",
                broker.loginFile(folder, user(client)).toString());
        return execute(List.of(name), first, login, more);
    }

    @SafeVarargs
    private int waybill(List<String>... arguments) {
        int code = execute(arguments);
        assertThat(code).as(out.toString()).isZero();
        return code;
    }

    @SafeVarargs
    private int execute(List<String>... arguments) {
        out.getBuffer().setLength(0);
        PrintWriter printer = new PrintWriter(out, true);
        return Main.execute(
                printer, printer, Arrays.stream(arguments).flatMap(List::stream).toArray(String[]::new));
    }
}
