package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.waybill.app.replay.LocalFolder;
import dev.waybill.app.replay.OriginalPlace;
import dev.waybill.app.replay.OwnFolder;
import dev.waybill.app.replay.Replay;
import dev.waybill.app.replay.ReplayId;
import dev.waybill.app.replay.ReplayPlace;
import dev.waybill.app.replay.ReplayProgress;
import dev.waybill.app.replay.ReplayRefusedException;
import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.app.replay.ReplayVersions;
import dev.waybill.app.replay.WhyNot;
import dev.waybill.batch.BatchSettings;
import dev.waybill.cli.Main;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.topics.InputTimestamps;
import dev.waybill.topics.TopicSettings;
import dev.waybill.verify.check.CheckedObjects;
import dev.waybill.verify.check.Expectations;
import dev.waybill.verify.check.Finding;
import dev.waybill.verify.check.FindingKind;
import dev.waybill.verify.check.Progress;
import dev.waybill.verify.check.Verifier;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.place.FolderPlace;
import dev.waybill.verify.place.Place;
import dev.waybill.verify.place.ReplayFolder;
import dev.waybill.verify.receipt.ReceiptSigner;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Windows of three hours are delivered live, late events and copies among them; then again, in all ways there are. */
class ReplayIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int HOURS = 3;
    private static final int EVENTS = 400;
    private static final String PLANTED = "planted-in-a-uri";
    private static final String DOWNLOADS = Topics.input(Source.DOWNLOAD);
    private static final String AUDITS = Topics.input(Source.AUDIT);
    private static final ExportId EXPORT = new ExportId("acme", "downloads");
    private static final String ACME = """
            tenant: acme
            exports:
              - id: downloads
                source: download
                format: { kind: csv, compression: none, columns: [event_id, uri] }
                part-size: 2KiB
                destination: { kind: s3, bucket: acme-logs, prefix: in, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/Logs" }
              - id: audit
                source: audit
                format: { kind: csv, compression: none, columns: [event_id] }
                destination: { kind: s3, bucket: acme-logs, prefix: audit, region: eu-west-1, role-arn: "arn:aws:iam::111122223333:role/Logs" }
            """;
    /** The first of the hours. */
    private static final Instant FIRST =
            Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(5));

    @TempDir
    static Path folder;

    private static WholeStack stack;
    private static KafkaProducer<byte[], byte[]> producer;
    private static Map<String, String> live;

    @BeforeAll
    static void deliverLive() throws Exception {
        stack = new WholeStack(
                folder,
                Map.of("acme", ACME),
                new TopicSettings(
                        1, 1, 2, 4, InputTimestamps.CREATE_TIME, Duration.ofDays(365), 10L << 30, Duration.ofDays(365)),
                Map.of());
        producer = stack.producer();
        publish();
        stack.startStreams(new ReceiptSigner(KilledReplay.SIGNING_KEY));
        live = awaitLive(HOURS * EVENTS);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    /** In each hour a tenth of the events is sent twice, and in the last one a tenth is two hours old. */
    private static void publish() throws Exception {
        TestEvent globex = new TestEvent("of-globex", "globex", FIRST.toString()).with("uri", "/x");
        producer.send(new ProducerRecord<>(DOWNLOADS, 0, FIRST.toEpochMilli(), null, globex.json()));
        for (int hour = 0; hour < HOURS; hour++) {
            for (int i = 0; i < EVENTS; i++) {
                Instant arrival = FIRST.plus(Duration.ofHours(hour)).plusSeconds(i * 9L);
                boolean late = hour == HOURS - 1 && i % 10 == 0;
                send(hour + "-" + i, arrival, late ? arrival.minus(Duration.ofHours(2)) : arrival);
                if (i % 10 == 3) {
                    send(hour + "-" + i, arrival, arrival);
                }
            }
            TestEvent audit = new TestEvent(
                    "audit-" + hour, "acme", FIRST.plus(Duration.ofHours(hour)).toString());
            producer.send(new ProducerRecord<>(AUDITS, 0, audit.occurredAt.toEpochMilli(), null, audit.json()))
                    .get();
        }
        producer.flush();
    }

    private static void send(String id, Instant arrival, Instant occurredAt) {
        TestEvent event = new TestEvent(id, "acme", occurredAt.toString()).with("uri", "/" + PLANTED + "/" + id);
        producer.send(new ProducerRecord<>(
                DOWNLOADS, Math.floorMod(id.hashCode(), 2), arrival.toEpochMilli(), null, event.json()));
    }

    /** Waits for that many rows that no replay has made; answers contents by object. */
    private static Map<String, String> awaitLive(int rows) {
        await().atMost(PATIENCE).until(() -> {
            assertThat(stack.crashes).isEmpty();
            return rows(parts(Optional.empty())) == rows;
        });
        return parts(Optional.empty());
    }

    private static long rows(Map<String, String> parts) {
        return parts.values().stream()
                .mapToLong(content -> content.lines().count() - 1)
                .sum();
    }

    /** The parts in the export's topic of one replay, or of none: contents by object, each once. */
    private static Map<String, String> parts(Optional<String> replay) {
        return objects(replay, false);
    }

    private static Map<String, String> receipts(String replay) {
        return objects(Optional.of(replay), true);
    }

    private static Map<String, String> objects(Optional<String> replay, boolean areReceipts) {
        Map<String, String> parts = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : stack.committed(Topics.dedicated(EXPORT))) {
            if (header(record, PartHeaders.REPLAY).equals(replay)
                    && header(record, PartHeaders.RECEIPT).isPresent() == areReceipts) {
                String object = header(record, PartHeaders.OBJECT).orElseThrow();
                assertThat(parts.put(object, new String(record.value(), StandardCharsets.UTF_8)))
                        .as("%s is delivered once", object)
                        .isNull();
            }
        }
        return parts;
    }

    private static String receipt(String replay, int hour, String more) {
        return "replay=" + replay + "/_receipts/downloads/" + inName(hour) + more + ".json";
    }

    private static String inName(int hour) {
        return FIRST.plus(Duration.ofHours(hour)).toString().replace("-", "").replace(":", "");
    }

    private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return Optional.ofNullable(header).map(found -> new String(found.value(), StandardCharsets.UTF_8));
    }

    private static ReplayRequest request(ReplayVersions versions, ReplayPlace place) {
        return new ReplayRequest(
                "acme", Optional.of("downloads"), FIRST, FIRST.plus(Duration.ofHours(HOURS)), versions, place);
    }

    private static Replay replay() {
        return KilledReplay.replay(
                stack.broker.bootstrapServers(), folder.resolve("replays"), stack.registry, BatchSettings.DEFAULT);
    }

    private static Map<String, String> below(String prefix, Map<String, String> parts) {
        Map<String, String> below = new TreeMap<>();
        parts.forEach((object, content) -> below.put(prefix + object, content));
        return below;
    }

    private static void assertNothingIsLeft(String id) throws Exception {
        try (Admin admin = stack.broker.admin()) {
            String application = LocalStreams.APPLICATION_ID + "-replay-" + id;
            await().atMost(PATIENCE)
                    .until(() -> admin.listTopics().names().get(30, TimeUnit.SECONDS).stream()
                            .noneMatch(topic -> topic.startsWith(application)));
            assertThat(admin.listGroups().all().get(30, TimeUnit.SECONDS))
                    .extracting(GroupListing::groupId)
                    .doesNotContain(application);
        }
        assertThat(folder.resolve("replays").resolve(LocalStreams.APPLICATION_ID + "-replay-" + id))
                .doesNotExist();
    }

    @Test
    void deliversTheSameBytesBesideTheRunningApplicationAfterAKill() throws Exception {
        // Given
        ReplayRequest request = request(ReplayVersions.REIGNED, new OwnFolder());
        Path log = folder.resolve("killed-replay.log");
        try (ChildProcess killed = KilledReplay.start(stack, folder.resolve("killed"), log, request, "killed")) {
            await().atMost(PATIENCE).until(() -> {
                killed.requireAlive();
                return !parts(Optional.of("killed")).isEmpty();
            });
            killed.kill();
        }
        assertThat(parts(Optional.of("killed"))).hasSizeLessThan(live.size());
        ReplayRequest other = new ReplayRequest(
                "acme", Optional.of("audit"), FIRST, FIRST.plusSeconds(1), request.versions(), new OwnFolder());
        assertThatThrownBy(() -> replay().run(other, Optional.of(new ReplayId("killed")), progress -> {}))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageContaining("another replay under this id, of acme/downloads");

        // When
        Instant later = FIRST.plus(Duration.ofHours(HOURS + 4));
        send("later", later, later);
        producer.flush();
        List<ReplayProgress> progress = new ArrayList<>();
        ReplayReport report = replay().run(request, Optional.of(new ReplayId("killed")), progress::add)
                .orElseThrow();

        // Then
        assertThat(parts(Optional.of("killed"))).isEqualTo(below("replay=killed/", live));
        assertThat(report.isComplete()).isTrue();
        assertThat(report.windows()).hasSize(HOURS);
        assertThat(report.windows().stream()
                        .mapToLong(ReplayReport.Outcome::events)
                        .sum())
                .isEqualTo(HOURS * EVENTS);
        assertThat(report.windows().get(0).lateParts()).isPositive();
        assertThat(receipts("killed").keySet())
                .containsExactlyInAnyOrder(
                        receipt("killed", 0, ""),
                        receipt("killed", 0, "-late-" + inName(2)),
                        receipt("killed", 1, ""),
                        receipt("killed", 2, ""));
        assertThat(report.receipts()).hasValue(HOURS + 1);
        assertThat(progress).last().isEqualTo(new ReplayProgress("killed", HOURS, HOURS, List.of()));
        assertNothingIsLeft("killed");
        awaitLive(HOURS * EVENTS + 1);
    }

    @Test
    void isDeliveredByTheSinkBesideWhatWasDeliveredLiveAndAgainWhereThatWasLost() throws Exception {
        // Given
        replay().run(
                        request(ReplayVersions.REIGNED, new OwnFolder()),
                        Optional.of(new ReplayId("sunk")),
                        progress -> {});
        stack.startDelivery();
        awaitDelivered();
        Path place = stack.folder.buckets().resolve("acme-logs/in");
        awaitStored().untilAsserted(() -> {
            assertThat(verified(place)).isEmpty();
            assertThat(verified(place.resolve("replay=sunk"))).isEmpty();
        });
        List<String> lost = live.keySet().stream().limit(3).toList();
        for (String object : lost) {
            Files.delete(place.resolve(object));
        }
        awaitStored()
                .untilAsserted(() -> assertThat(verified(place))
                        .hasSize(3)
                        .allMatch(finding -> finding.kind() == FindingKind.MISSING));

        // When
        ReplayReport report = replay().run(
                        request(ReplayVersions.REIGNED, new OriginalPlace()),
                        Optional.of(new ReplayId("in-place")),
                        progress -> {})
                .orElseThrow();

        // Then
        assertThat(report.isComplete()).isTrue();
        assertThat(report.receipts()).isEmpty();
        assertThat(parts(Optional.of("in-place"))).isEqualTo(live);
        assertThat(receipts("in-place")).isEmpty();
        awaitDelivered();
        awaitStored().untilAsserted(() -> assertThat(verified(place)).isEmpty());
        assertNothingIsLeft("in-place");
    }

    /** What is wrong with a place, in the eyes of whoever has the platform's public key. */
    private static List<Finding> verified(Path place) throws IOException {
        List<Finding> findings = new ArrayList<>();
        KeySet keys = KeySet.of(List.of(KilledReplay.SIGNING_KEY.verifyingKey()));
        try (Place objects = ReplayFolder.of(new FolderPlace(place), String.valueOf(place.getFileName()));
                CheckedObjects none = CheckedObjects.none()) {
            new Verifier(keys, Expectations.at(Instant.now()), none).verify(objects, findings::add, Progress.NONE);
        }
        return findings.stream().filter(finding -> finding.kind().isWrong()).toList();
    }

    /** The store writes an object under another name first, which is gone when somebody wants to read what he has listed. */
    private static ConditionFactory awaitStored() {
        return await().atMost(PATIENCE)
                .ignoreExceptionsMatching(
                        fault -> fault instanceof IOException || fault instanceof UncheckedIOException);
    }

    private static void awaitDelivered() {
        Map<String, String> expected = new TreeMap<>(below("acme-logs/in/", live));
        expected.putAll(below("acme-logs/in/replay=sunk/", live));
        awaitStored().untilAsserted(() -> {
            Map<String, String> files = new TreeMap<>();
            DeliveredFiles.in(stack.folder.buckets()).forEach(file -> files.put(file.path(), file.text()));
            assertThat(files).containsAllEntriesOf(expected);
        });
    }

    @Test
    void hidesUnderTheCurrentVersionWhatItHides() throws Exception {
        // Given
        stack.apply(Map.of(
                "acme",
                ACME.replace(
                        "    part-size: 2KiB", "    redact: [{ kind: drop-field, field: uri }]\n    part-size: 2KiB")));

        // When
        ReplayReport report = replay().run(
                        request(ReplayVersions.CURRENT, new OwnFolder()), Optional.empty(), progress -> {})
                .orElseThrow();

        // Then
        Map<String, String> parts = parts(Optional.of(report.id()));
        assertThat(rows(parts)).isEqualTo(HOURS * EVENTS);
        assertThat(parts.values()).noneMatch(content -> content.contains(PLANTED));
        assertThat(live.values()).allMatch(content -> content.contains(PLANTED));
        assertThat(report.windows())
                .extracting(outcome -> outcome.window().version())
                .containsOnly(stack.currentVersion(EXPORT));
        assertThat(report.place()).isEqualTo("replay=" + report.id() + "/");
        assertThat(parts.keySet()).allMatch(object -> object.startsWith(report.place()));
        assertNothingIsLeft(report.id());
    }

    @Test
    void writesFilesOfTheSameBytesToAFolder() throws Exception {
        // Given
        Path target = folder.resolve("report");

        // When
        ReplayReport report = replay().run(
                        request(ReplayVersions.REIGNED, new LocalFolder(target)), Optional.empty(), progress -> {})
                .orElseThrow();

        // Then
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(target)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(target.relativize(file).toString(), Files.readString(file));
            }
        }
        assertThat(files).isEqualTo(below("downloads/", live));
        assertThat(report.isComplete()).isTrue();
        assertThat(parts(Optional.of(report.id()))).isEmpty();
        assertNothingIsLeft(report.id());
    }

    @Test
    void backfillsANewExportAndRefusesToDoItTwice() throws Exception {
        // Given
        Path tenants =
                WholeStack.writeTenants(Map.of("globex", """
                        tenant: globex
                        exports:
                          - id: downloads
                            source: download
                            format: { kind: csv, compression: none, columns: [event_id, uri] }
                            destination: { kind: file, directory: /var/lib/globex }
                        """), Files.createDirectories(folder.resolve("backfilled")));
        Path key = Files.writeString(folder.resolve("signing.pem"), KilledReplay.SIGNING_KEY.privatePem());
        String[] apply = {
            "apply",
            "--only=globex",
            "--tenants=" + tenants,
            "--backfill=P6D",
            "--bootstrap=" + stack.broker.bootstrapServers(),
            "--application-id=" + LocalStreams.APPLICATION_ID,
            "-Dkafka.application.id=" + LocalStreams.APPLICATION_ID,
            "-Dkafka.state.dir=" + folder.resolve("backfill-state"),
            "-Dkafka.replication.factor=1",
            "-Dregistry.schema.registry.url=none",
            "-Dreceipts.key=${file:" + key + "}",
            "--replication-factor=1",
            "--min-insync-replicas=1"
        };
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        StringWriter again = new StringWriter();

        // When
        int code = Main.execute(new PrintWriter(out), new PrintWriter(err), apply);
        int twice = Main.execute(new PrintWriter(again), new PrintWriter(again), apply);

        // Then
        assertThat(code).as("%s%s", out, err).isZero();
        Map<String, String> parts = new TreeMap<>();
        Map<String, String> receipts = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record :
                stack.committed(Topics.dedicated(new ExportId("globex", "downloads")))) {
            (header(record, PartHeaders.RECEIPT).isPresent() ? receipts : parts)
                    .put(
                            header(record, PartHeaders.OBJECT).orElseThrow(),
                            new String(record.value(), StandardCharsets.UTF_8));
        }
        // The windows that had closed when it began; each has one, with events or without.
        assertThat(receipts.keySet())
                .hasSizeGreaterThan(24 * 5)
                .allMatch(name -> name.matches("replay=[0-9a-f]{12}/_receipts/downloads/[0-9]{8}T[0-9]{6}Z\\.json"));
        assertThat(parts).hasSize(1).allSatisfy((object, content) -> {
            assertThat(object).startsWith("replay=");
            assertThat(content).isEqualTo("event_id,uri\nof-globex,/x\n");
        });
        assertThat(out.toString())
                .contains("+ globex/downloads added from ")
                .contains("history of globex/downloads from ")
                .contains(", parts 1, events 1, receipts " + receipts.size() + ", in replay=")
                .contains("the rest can be delivered: ./waybill replay globex/downloads --under next --from ");
        assertThat(err.toString()).contains("windows done ");
        assertThat(twice).isEqualTo(2);
        assertThat(again.toString()).contains("--backfill: nothing is new in this plan");
    }

    /** The steps of docs/how-to/stop-what-must-not-leave.md. */
    @Test
    void whatMustNotLeaveIsDroppedAndDeliveredUnderTheNewVersion() throws Exception {
        // Given
        ExportId hooli = new ExportId("hooli", "downloads");
        Path tenants = writeHooli("");
        waybill(tenants, "apply", "--only=hooli", "--begin=" + FIRST);
        waybill(tenants, "pause", "hooli/downloads", "--why=addresses must not leave");
        Instant at = FIRST.plus(Duration.ofHours(10));
        List<String> sent = new ArrayList<>();
        // Events that come before the application knows the tenant are nobody's.
        await().atMost(PATIENCE).until(() -> {
            sent.add("of-hooli-" + sent.size());
            TestEvent event =
                    new TestEvent(sent.get(sent.size() - 1), "hooli", at.toString()).with("uri", "/" + PLANTED);
            producer.send(new ProducerRecord<>(DOWNLOADS, 0, at.toEpochMilli(), null, event.json()))
                    .get(30, TimeUnit.SECONDS);
            return !ledger(hooli, "opened").isEmpty();
        });

        // When
        writeHooli("redact: [{ kind: drop-field, field: uri }]");
        String plan = waybill(tenants, "plan", "--only=hooli");
        waybill(tenants, "apply", "--only=hooli", "--discard=hooli/downloads");
        await().atMost(PATIENCE)
                .until(() -> ledger(hooli, "finished").size()
                        == ledger(hooli, "opened").size());
        waybill(tenants, "resume", "hooli/downloads");
        ReplayRequest request = new ReplayRequest(
                "hooli",
                Optional.of("downloads"),
                at,
                at.plus(Duration.ofHours(1)),
                ReplayVersions.CURRENT,
                new OwnFolder());
        ReplayReport report =
                replay().run(request, Optional.empty(), progress -> {}).orElseThrow();

        // Then
        assertThat(plan).contains("still as before: hooli/downloads: windows that are open: 1, from " + at);
        assertThat(ledger(hooli, "discarded")).isNotEmpty();
        assertThat(ledger(hooli, "finished")).allMatch(entry -> entry.contains("\"delivered\":0"));
        List<ConsumerRecord<byte[], byte[]>> parts = stack.committedParts(Topics.dedicated(hooli));
        assertThat(parts)
                .allSatisfy(
                        record -> assertThat(header(record, PartHeaders.REPLAY)).contains(report.id()));
        assertThat(parts.stream()
                        .flatMap(record -> new String(record.value(), StandardCharsets.UTF_8)
                                .lines()
                                .skip(1)))
                .containsExactlyInAnyOrderElementsOf(
                        sent.stream().map(id -> id + ",").toList());
    }

    private static List<String> ledger(ExportId export, String kind) {
        return stack.committed(Topics.LEDGER).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .filter(entry -> entry.contains("\"kind\":\"" + kind + "\"")
                        && entry.contains("\"application\":\"" + LocalStreams.APPLICATION_ID + "\"")
                        && entry.contains("\"tenant\":\"" + export.tenant() + "\""))
                .toList();
    }

    private static Path writeHooli(String more) throws Exception {
        return WholeStack.writeTenants(Map.of("hooli", """
                tenant: hooli
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv, compression: none, columns: [event_id, uri] }
                    destination: { kind: file, directory: /var/lib/hooli }
                    %s
                """.formatted(more)), folder.resolve("hooli"));
    }

    private static String waybill(Path tenants, String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add("--bootstrap=" + stack.broker.bootstrapServers());
        if (command.equals("apply") || command.equals("plan")) {
            arguments.addAll(List.of(
                    "--tenants=" + tenants,
                    "--application-id=" + LocalStreams.APPLICATION_ID,
                    "--replication-factor=1",
                    "--min-insync-replicas=1"));
        }
        arguments.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.execute(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
        assertThat(code).as("%s: %s%s", arguments, out, err).isZero();
        return out.toString();
    }

    @Test
    @Timeout(120)
    void replaysOneInputWhereNothingOfTheOtherCanBe() throws Exception {
        // Given
        removeFirstAudit();
        ReplayRequest request = new ReplayRequest(
                "acme",
                Optional.empty(),
                FIRST,
                FIRST.plus(Duration.ofHours(1)),
                ReplayVersions.REIGNED,
                new LocalFolder(folder.resolve("one-input")));

        // When
        ReplayReport report =
                replay().run(request, Optional.empty(), progress -> {}).orElseThrow();

        // Then
        assertThat(report.windows())
                .extracting(
                        outcome -> outcome.window().export().export(),
                        ReplayReport.Outcome::events,
                        outcome -> outcome.window().whyNot())
                .containsExactly(
                        tuple("audit", 0L, Optional.of(WhyNot.EXPIRED)),
                        tuple("downloads", (long) EVENTS + EVENTS / 10, Optional.empty()));
        assertNothingIsLeft(report.id());
    }

    private static void removeFirstAudit() throws Exception {
        try (Admin admin = stack.broker.admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(AUDITS, 0), RecordsToDelete.beforeOffset(1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void namesTheWindowsThatTheInputDoesNotHoldAnyMore() throws Exception {
        // Given
        removeFirstAudit();
        Instant now = Instant.now();
        ReplayRequest request =
                new ReplayRequest("acme", Optional.of("audit"), FIRST, now, ReplayVersions.REIGNED, new OwnFolder());

        // When
        ReplayReport report =
                replay().run(request, Optional.empty(), progress -> {}).orElseThrow();

        // Then
        assertThat(report.isComplete()).isFalse();
        assertThat(report.windows())
                .filteredOn(outcome -> outcome.window().whyNot().equals(Optional.of(WhyNot.EXPIRED)))
                .extracting(outcome -> outcome.window().window().start())
                .containsExactly(FIRST, FIRST.plus(Duration.ofHours(1)));
        assertThat(report.windows())
                .filteredOn(outcome -> outcome.window().whyNot().equals(Optional.of(WhyNot.OPEN)))
                .isNotEmpty()
                .allSatisfy(outcome -> assertThat(outcome.window().due()).isAfter(now));
        assertThat(report.windows().stream()
                        .filter(outcome -> outcome.events() > 0)
                        .toList())
                .extracting(outcome -> outcome.window().window().start())
                .containsExactly(FIRST.plus(Duration.ofHours(2)));
        assertNothingIsLeft(report.id());
    }

    @Test
    void forgetsAReplayThatWasNotFinished() throws Exception {
        // Given
        Path log = folder.resolve("forgotten-replay.log");
        ReplayRequest request = request(ReplayVersions.REIGNED, new OwnFolder());
        try (ChildProcess killed = KilledReplay.start(stack, folder.resolve("replays"), log, request, "forgotten")) {
            await().atMost(PATIENCE).until(() -> {
                killed.requireAlive();
                return !parts(Optional.of("forgotten")).isEmpty();
            });
            killed.kill();
        }

        // When
        boolean found = replay().forget(new ReplayId("forgotten"));
        boolean again = replay().forget(new ReplayId("forgotten"));

        // Then
        assertThat(List.of(found, again)).containsExactly(true, false);
        assertNothingIsLeft("forgotten");
    }
}
