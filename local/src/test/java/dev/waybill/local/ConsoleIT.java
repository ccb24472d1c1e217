package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.app.SpecCheck;
import dev.waybill.app.replay.BegunReplay;
import dev.waybill.app.replay.BegunReplays;
import dev.waybill.app.replay.OwnFolder;
import dev.waybill.app.replay.ReplayId;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.app.replay.ReplaySetup;
import dev.waybill.app.replay.ReplayVersions;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWatch;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.cli.Main;
import dev.waybill.clients.RealClients;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.topics.TopicSettings;
import dev.waybill.verify.receipt.ReceiptSigner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console of a local run, on a real broker and over the network. */
class ConsoleIT {
    private static final String SPEC = """
            tenant: acme
            exports:
              - id: downloads
                source: download
                format: { kind: csv }
                schedule: { every: %s }
                destination: { kind: file, directory: %s }
            """;

    private static final String TO_S3 = """
            tenant: globex
            exports:
              - id: downloads
                source: download
                format: { kind: csv }
                destination: { kind: s3, bucket: globex-logs, prefix: logs, region: eu-west-1, role-arn: "arn:aws:iam::444455556666:role/Logs" }
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void changesAreMadePausedAndAudited() throws Exception {
        // Given
        Path tenants = Files.createDirectory(folder.resolve("tenants"));
        Files.writeString(tenants.resolve("acme.yaml"), SPEC.formatted("hourly", folder.resolve("out")));
        Files.writeString(tenants.resolve("globex.yaml"), TO_S3);
        try (Closing closing = new Closing()) {
            TenantSpecs specs = SpecCheck.read(tenants);
            LocalStack stack = started(specs, closing);
            applyAndGrant(specs, stack);
            LocalConsole console = closing.add(
                    LocalConsole.start(stack, stack.grantWhatFollows(CatalogWatch.INTERVAL), Optional.empty()));
            ConsoleCaller caller = new ConsoleCaller(console.uri(), console.token());

            await().atMost(PATIENCE).until(() -> console.problems().isEmpty());

            // When
            JsonNode applied = caller.apply("acme", SPEC.formatted("daily", folder.resolve("out")));
            caller.post(
                    "/tenants/acme/exports/downloads/pause",
                    ConsoleCaller.body().put("why", "ticket 7"));
            JsonNode retried = caller.post("/tenants/acme/exports/downloads/retry", ConsoleCaller.body());

            JsonNode doctor = caller.post("/tenants/acme/doctor", ConsoleCaller.body());
            JsonNode preview = caller.post("/tenants/acme/preview", ConsoleCaller.body());

            // Then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(caller.get("/exports?tenant=globex")
                                    .at("/exports/0/doctor")
                                    .asText())
                            .as("a new account is looked at by itself")
                            .isIn("passed", "warning"));
            assertThat(caller.get("/tenants/globex/exports/downloads/doctor")
                            .at("/exports/0/test-object")
                            .asText())
                    .isEqualTo("s3://globex-logs/logs/_waybill/doctor.json");
            assertThat(doctor.at("/exports/0/export").asText()).isEqualTo("downloads");
            assertThat(preview.path("leaks").asBoolean(true)).isFalse();
            assertThat(applied.path("state").asText()).isEqualTo("applied");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(caller.get("/exports")
                                    .at("/exports/0/state")
                                    .asText())
                            .isEqualTo("paused"));
            assertThat(retried.path("asked").fieldNames()).toIterable().contains("export.acme.downloads-0");
            CatalogSnapshot catalog = catalog(stack);
            assertThat(catalog.paused(new ExportId("acme", "downloads"))).isPresent();
            assertThat(catalog.tenant("acme")
                            .orElseThrow()
                            .record()
                            .orElseThrow()
                            .changed()
                            .by())
                    .isEqualTo("local");
            assertThat(audited(stack))
                    .containsExactly(
                            "acme export_specs_applied success",
                            "acme delivery_paused success",
                            "acme delivery_retried success",
                            "acme account_checked success");
        }
    }

    @Test
    void aNewExportToS3IsPlannedAtOnceAndItsRoleIsThereWhenTheDoctorLooks() throws Exception {
        // Given
        Path tenants = Files.createDirectory(folder.resolve("tenants"));
        Files.writeString(tenants.resolve("acme.yaml"), SPEC.formatted("hourly", folder.resolve("out")));
        try (Closing closing = new Closing()) {
            TenantSpecs specs = SpecCheck.read(tenants);
            LocalStack stack = started(specs, closing);
            applyAndGrant(specs, stack);
            CatalogWatch grants = stack.grantWhatFollows(Duration.ofHours(1));
            LocalConsole console = closing.add(LocalConsole.start(stack, grants, Optional.empty()));
            ConsoleCaller caller = new ConsoleCaller(console.uri(), console.token());
            await().atMost(PATIENCE).until(() -> console.problems().isEmpty());

            // When
            JsonNode applied = caller.apply("globex", TO_S3);

            // Then
            assertThat(applied.path("state").asText()).isEqualTo("applied");
            String first = await().atMost(PATIENCE)
                    .until(
                            () -> caller.get("/exports?tenant=globex")
                                    .at("/exports/0/doctor")
                                    .asText(),
                            word -> !word.isEmpty() && !word.equals("not-checked"));
            assertThat(first).isIn("passed", "warning");
        }
    }

    @Test
    void whatWasAppliedToALocalRunStaysWhenItIsStartedAgain() throws Exception {
        // Given
        Path tenants = Files.createDirectory(folder.resolve("tenants"));
        Files.writeString(tenants.resolve("acme.yaml"), SPEC.formatted("hourly", folder.resolve("out")));
        try (Closing closing = new Closing()) {
            TenantSpecs specs = SpecCheck.read(tenants);
            LocalStack stack = started(specs, closing);
            stack.apply(specs, Optional.empty());
            Files.writeString(tenants.resolve("operator.yaml"), "console: { tenants-may-edit: true }\n");
            Path platform = Files.writeString(folder.resolve("platform.yaml"), "accounts: { aws: \"884446598447\" }\n");
            StringWriter said = new StringWriter();
            PrintWriter printer = new PrintWriter(said, true);
            int code = Main.execute(
                    printer,
                    printer,
                    "apply",
                    "--bootstrap=" + stack.broker().bootstrapServers(),
                    "--tenants=" + tenants,
                    "--platform=" + platform,
                    "--replication-factor=1",
                    "--min-insync-replicas=1",
                    "--input-partitions=4",
                    "--shared-partitions=16",
                    "--input-timestamps=CREATE_TIME",
                    "--why=ticket 8");
            assertThat(code).as(said.toString()).isZero();
            SettingsRecord before = catalog(stack).settings().orElseThrow();

            // When
            stack.apply(specs, Optional.empty());

            // Then
            assertThat(before.documents())
                    .containsOnlyKeys("operator.yaml", "platform.yaml")
                    .containsEntry("platform.yaml", "accounts: { aws: \"884446598447\" }\n");
            assertThat(catalog(stack).settings()).hasValue(before);
        }
    }

    @Test
    void whatAnotherProcessHasBegunToReplayIsNamedAndGoneOnWith() throws Exception {
        // Given
        Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(2));
        Path tenants = Files.createDirectory(folder.resolve("tenants"));
        Files.writeString(tenants.resolve("acme.yaml"), SPEC.formatted("hourly", folder.resolve("out")));
        try (Closing closing = new Closing()) {
            TenantSpecs specs = SpecCheck.read(tenants);
            LocalStack stack = started(specs, closing);
            stack.apply(specs, Optional.empty());
            publish(stack, day);
            BegunReplay begun = begin(stack, day);
            LocalConsole console = closing.add(
                    LocalConsole.start(stack, stack.grantWhatFollows(CatalogWatch.INTERVAL), Optional.empty()));
            ConsoleCaller caller = new ConsoleCaller(console.uri(), console.token());

            // When
            JsonNode listed = caller.get("/replays").path("replays");
            JsonNode resumed = caller.post("/replays/" + begun.id() + "/resume", ConsoleCaller.body());
            JsonNode done = awaitDone(caller, begun.id().text());
            JsonNode started = caller.post(
                    "/tenants/acme/exports/downloads/replays",
                    ConsoleCaller.body()
                            .put("from", day.toString())
                            .put("to", day.plus(Duration.ofHours(1)).toString())
                            .put("under", "next"));
            JsonNode again = awaitDone(caller, started.path("id").asText());

            // Then
            assertThat(listed).hasSize(1);
            assertThat(listed.at("/0/state").asText()).isEqualTo("unfinished");
            assertThat(listed.at("/0/id").asText()).isEqualTo("left");
            assertThat(resumed.path("state").asText()).isEqualTo("running");
            assertThat(done.path("result").toString())
                    .isEqualTo(
                            "{\"complete\":true,\"windows\":2,\"parts\":2,\"events\":2,\"receipts\":2,\"refused\":{}}");
            assertThat(again.at("/result/events").asInt()).isEqualTo(1);
            assertThat(replayed(stack, "left")).isEqualTo(2);
            assertThat(replayed(stack, started.path("id").asText())).isEqualTo(1);
            assertThat(caller.get("/replays").path("replays").findValuesAsText("state"))
                    .containsExactly("done", "done");
            assertThat(audited(stack)).containsExactly("acme replay_resumed success", "acme replay_started success");
        }
    }

    /** One event in each of the day's first two hours. */
    private static void publish(LocalStack stack, Instant day) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.broker().bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int hour = 0; hour < 2; hour++) {
                Instant at = day.plus(Duration.ofHours(hour)).plusSeconds(60);
                producer.send(new ProducerRecord<>(
                                Topics.input(Source.DOWNLOAD),
                                0,
                                at.toEpochMilli(),
                                null,
                                new TestEvent("e" + hour, "acme", at.toString())
                                        .with("uri", "/x")
                                        .json()))
                        .get();
            }
        }
    }

    /** As a process does that is killed before it has made anything. */
    private static BegunReplay begin(LocalStack stack, Instant day) {
        ReplaySetup setup = LocalStreams.replays(
                stack.broker().bootstrapServers(),
                stack.folder().replays(),
                stack.registry(),
                reference -> "",
                new ReceiptSigner(
                        LocalReceiptKey.open(stack.folder().receipts()).key()));
        return new BegunReplays(setup, Clock.systemUTC())
                .begin(
                        new ReplayRequest(
                                "acme",
                                Optional.of("downloads"),
                                day,
                                day.plus(Duration.ofHours(2)),
                                ReplayVersions.NEXT,
                                new OwnFolder()),
                        Optional.of(new ReplayId("left")));
    }

    private static JsonNode awaitDone(ConsoleCaller caller, String id) {
        return await().atMost(PATIENCE)
                .until(
                        () -> caller.get("/replays/" + id),
                        replay -> !replay.path("state").asText().equals("running"));
    }

    /** How many parts of a replay are in the export's topic; receipts are none. */
    private static long replayed(LocalStack stack, String id) throws Exception {
        try (TopicReader reader = TopicReader.committed(
                stack.broker().bootstrapServers(), List.of(Topics.dedicated(new ExportId("acme", "downloads"))))) {
            long parts = 0;
            for (ConsumerRecord<byte[], byte[]> record : reader.toEnd()) {
                Header replay = record.headers().lastHeader(PartHeaders.REPLAY);
                boolean own = replay != null && new String(replay.value(), StandardCharsets.UTF_8).equals(id);
                if (own && record.headers().lastHeader(PartHeaders.RECEIPT) == null) {
                    parts++;
                }
            }
            return parts;
        }
    }

    /** A stack in the folder, with the topics that these specs need. */
    private LocalStack started(TenantSpecs specs, Closing closing) throws IOException {
        LocalStack stack = LocalStack.start(
                closing.add(DataFolder.open(folder.resolve("data"))), Map.of(), Clock.systemUTC(), closing);
        stack.createTopics(specs.exports(), TopicSettings.EMBEDDED);
        return stack;
    }

    private static void applyAndGrant(TenantSpecs specs, LocalStack stack) {
        LocalCatalog.Applied known = stack.apply(specs, Optional.empty());
        stack.grant(LocalCatalog.allVersions(known.catalog()), known.catalog());
    }

    private static CatalogSnapshot catalog(LocalStack stack) {
        try (CatalogReader reader = CatalogReader.of(new KafkaCatalogTopic(
                new RealClients(), Map.of("bootstrap.servers", stack.broker().bootstrapServers())))) {
            return reader.read(PATIENCE).snapshot();
        }
    }

    private static List<String> audited(LocalStack stack) throws Exception {
        List<String> events = new ArrayList<>();
        try (TopicReader reader =
                TopicReader.committed(stack.broker().bootstrapServers(), List.of(Topics.input(Source.AUDIT)))) {
            for (ConsumerRecord<byte[], byte[]> record : reader.toEnd()) {
                JsonNode event = new ObjectMapper().readTree(record.value());
                events.add(new String(record.key(), StandardCharsets.UTF_8) + " "
                        + event.path("event_type").asText() + " "
                        + event.path("outcome").asText());
            }
        }
        return events;
    }
}
