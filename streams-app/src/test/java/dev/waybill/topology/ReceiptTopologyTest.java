package dev.waybill.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Sha256;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.delivery.TestCatalog;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.kafka.PendingReplays;
import dev.waybill.kafka.RemovedUnread;
import dev.waybill.kafka.SourceEnd;
import dev.waybill.kafka.SourceLog;
import dev.waybill.kafka.SourceTopics;
import dev.waybill.kafka.Surroundings;
import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.DeliveryJson;
import dev.waybill.ledger.DeliveryLane;
import dev.waybill.ledger.DeliveryRecord;
import dev.waybill.ledger.DeliveryResumed;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerCounts;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.PartEmitted;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.RecordDiscarded;
import dev.waybill.ledger.Stamped;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.verify.check.CheckedObjects;
import dev.waybill.verify.check.Expectations;
import dev.waybill.verify.check.Finding;
import dev.waybill.verify.check.FindingKind;
import dev.waybill.verify.check.Progress;
import dev.waybill.verify.check.Summary;
import dev.waybill.verify.check.Verifier;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.SigningKey;
import dev.waybill.verify.place.FolderPlace;
import dev.waybill.window.Window;
import dev.waybill.wire.rule.TimeRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From events to receipts, over the ledger, in the production topology. */
class ReceiptTopologyTest {
    /** The only partition that the driver knows is the first. */
    private static final ExportId ID = new ExportId("acme", "e0");

    private static final String TOPIC = "export.acme.e0";
    private static final Instant BEGIN = Instant.parse("2026-03-04T05:00:00Z");
    private static final SigningKey KEY = SigningKey.generate();
    private static final ExportSpec EXPORT = new ExportSpec(
            ID,
            Source.DOWNLOAD,
            true,
            SelectSpec.ALL,
            List.of(),
            new KindSpec("csv", Map.of("columns", List.of("event_id", "occurred_at"), "compression", "none")),
            ExportSpec.DEFAULT_LAYOUT,
            new ScheduleSpec("hourly", ZoneOffset.UTC, Duration.ofMinutes(10)),
            8 * 1024 * 1024,
            true,
            Delivery.DEDICATED,
            new FileDestination(Path.of("/tmp/acme"), ""),
            Map.of());

    @TempDir
    private Path state;

    @TempDir
    private Path bucket;

    private final TestCatalog catalog = new TestCatalog().apply(List.of(EXPORT), BEGIN.minus(Duration.ofMinutes(10)));
    private final Set<String> shutTopics = new HashSet<>();
    private final Map<TopicPartition, RemovedUnread.Offsets> removed = new HashMap<>();
    private boolean atBeginning;
    private TopologyTestDriver driver;
    private Instant wallClock = BEGIN;

    @BeforeEach
    void start() {
        Surroundings surroundings = new Surroundings(
                SourceLog.NOTHING_COMMITTED,
                new PendingReplays(),
                (partition, processedThrough) -> OptionalLong.of(wallClock.toEpochMilli()),
                topic -> !shutTopics.contains(topic),
                SourceEnd.NEVER,
                topic -> Optional.of(new SourceTopics.Shape(1, Stamped.BROKER)),
                new RemovedUnread() {
                    @Override
                    public Optional<Offsets> of(TopicPartition partition) {
                        return Optional.ofNullable(removed.get(partition));
                    }

                    @Override
                    public boolean isAtBeginning(TopicPartition partition) {
                        return atBeginning;
                    }
                });
        Topology topology = DriverTopology.withReceipts(catalog, KEY, surroundings);
        driver = new TopologyTestDriver(topology, DriverTopology.config(state), BEGIN);
        // The log is read from its beginning, so the ledger is complete from there.
        read(BEGIN, "{\"event_id\":\"0\",\"tenant\":\"globex\",\"occurred_at\":\"2026-03-04T05:00:00Z\"}");
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void whatArrivesIsInTheReceiptsOfItsWindowAndAnEmptyWindowHasOneToo() throws IOException {
        // When: two hours with events, one of them late, and one without
        arrives("2026-03-04T05:20:00Z", "a", "2026-03-04T05:19:00Z");
        arrives("2026-03-04T05:40:00Z", "b", "2026-03-04T05:30:00Z");
        wallClock("2026-03-04T06:11:00Z");
        arrives("2026-03-04T06:20:00Z", "late", "2026-03-04T05:45:00Z");
        arrives("2026-03-04T06:30:00Z", "c", "2026-03-04T06:29:00Z");
        wallClock("2026-03-04T07:11:00Z");
        wallClock("2026-03-04T08:11:00Z");

        // Then
        assertThat(deliver())
                .containsExactly(
                        "part year=2026/month=03/day=04/hour=05/",
                        "receipt _receipts/e0/20260304T050000Z.json",
                        "late-part year=2026/month=03/day=04/hour=05/",
                        "part year=2026/month=03/day=04/hour=06/",
                        "receipt _receipts/e0/20260304T060000Z.json",
                        "receipt _receipts/e0/20260304T050000Z-late-20260304T060000Z.json",
                        "receipt _receipts/e0/20260304T070000Z.json");
        List<Finding> findings = new ArrayList<>();
        Summary summary = verify(findings);
        assertThat(findings).isEmpty();
        assertThat(summary.receipts()).isEqualTo(4);
        assertThat(summary.objects()).isEqualTo(3);
        assertThat(summary.exports()).singleElement().satisfies(export -> {
            assertThat(export.counts().delivered()).isEqualTo(4);
            assertThat(export.windows()).isEqualTo(3);
        });
    }

    @Test
    void aReceiptHasTheHeadersOfAPart() {
        wallClock("2026-03-04T06:11:00Z");

        TestRecord<byte[], byte[]> receipt = records().get(0);
        assertThat(List.of(
                        "tenant",
                        "export",
                        "object",
                        "content-type",
                        "kind",
                        "window-start",
                        "window-end",
                        "part",
                        "events",
                        "sha256",
                        "config-version"))
                .extracting(name -> header(receipt, name))
                .containsExactly(
                        "acme",
                        "e0",
                        "_receipts/e0/20260304T050000Z.json",
                        "application/json",
                        "receipt",
                        "2026-03-04T05:00:00Z",
                        "2026-03-04T06:00:00Z",
                        "0",
                        "0",
                        Sha256.hex(receipt.value()),
                        catalog.snapshot()
                                .tenant("acme")
                                .orElseThrow()
                                .record()
                                .orElseThrow()
                                .export("e0")
                                .last()
                                .orElseThrow()
                                .id());
        assertThat(receipt.key()).isNull();
        assertThat(receipt.timestamp()).isEqualTo(BEGIN.toEpochMilli());
    }

    @Test
    void aReceiptWaitsWhileItsTopicCannotBeWrittenTo() {
        shutTopics.add(TOPIC);
        wallClock("2026-03-04T06:11:00Z");
        assertThat(records()).isEmpty();

        shutTopics.clear();
        wallClock("2026-03-04T06:12:00Z");
        assertThat(records()).hasSize(1);
    }

    @Test
    void aReceiptWaitsWhileItsExportIsPaused() {
        catalog.pause(PauseScope.of(ID));
        wallClock("2026-03-04T06:11:00Z");
        assertThat(records()).isEmpty();

        catalog.resume(PauseScope.of(ID));
        wallClock("2026-03-04T06:12:00Z");
        assertThat(records()).hasSize(1);
    }

    @Test
    void entriesOfOtherApplicationsDoNotCount() {
        LedgerSource other = new LedgerSource("another", Source.DOWNLOAD, 0);
        LedgerBatch batch = new LedgerBatch(ID, new Window(BEGIN, BEGIN.plus(Duration.ofHours(1))), Optional.empty());
        pipe(LedgerJson.write(new BatchOpened(other, batch, "000000000000", BEGIN)));
        pipe(LedgerJson.write(new PartEmitted(other, batch, 0, "x", 1, 1, "ab".repeat(32))));
        pipe(LedgerJson.write(new BatchFinished(
                other, batch, "000000000000", LedgerCounts.NONE, 0, 1, 9, "ab".repeat(32), "00".repeat(32))));
        pipe(LedgerJson.write(
                new PartitionPassed(other, 9, BEGIN.plus(Duration.ofDays(9)), Instant.EPOCH, Stamped.PRODUCER, true)));

        wallClock("2026-03-04T06:11:00Z");

        assertThat(records())
                .singleElement()
                .satisfies(receipt -> assertThat(new String(receipt.value(), StandardCharsets.UTF_8))
                        .contains("\"source-partitions\":1", "\"parts\":[]")
                        .doesNotContain("unattributed", "producer"));
    }

    @Test
    void anEntryThatCannotBeReadStopsTheApplicationWithoutSayingWhatItHolds() {
        assertThatThrownBy(() ->
                        pipe("{\"format\":1,\"kind\":\"passed\",\"secret\":\"hush\"}".getBytes(StandardCharsets.UTF_8)))
                .rootCause()
                .hasMessageContaining("the ledger's entry waybill.ledger-0@")
                .hasMessageContaining("application is missing")
                .hasMessageNotContaining("hush");
    }

    /** As where receipts are switched on long after the ledger was begun. */
    @Test
    void whereTheLedgerWasRemovedBeforeItWasReadReceiptsSayPartial() {
        // Given
        stop();
        removed.put(new TopicPartition(Topics.LEDGER, 0), new RemovedUnread.Offsets(0, 9));
        removed.put(new TopicPartition(Topics.DELIVERIES, 0), new RemovedUnread.Offsets(3, 4));
        start();

        // When
        wallClock("2026-03-04T05:30:00Z");
        wallClock("2026-03-04T06:11:00Z");
        wallClock("2026-03-04T07:11:00Z");

        // Then
        assertThat(records())
                .extracting(receipt -> header(receipt, "object") + " "
                        + new String(receipt.value(), StandardCharsets.UTF_8).contains("\"partial\":true"))
                .containsExactly("_receipts/e0/20260304T050000Z.json true", "_receipts/e0/20260304T060000Z.json false");
    }

    /** Only where the state knows entries of it was there another one before. */
    @Test
    void aLedgerOfWhichNothingWasEverReadLacksNothing() {
        // Given
        stop();
        atBeginning = true;
        start();

        // When
        wallClock("2026-03-04T05:30:00Z");
        wallClock("2026-03-04T06:11:00Z");

        // Then
        assertThat(records())
                .singleElement()
                .satisfies(receipt -> assertThat(new String(receipt.value(), StandardCharsets.UTF_8))
                        .doesNotContain("partial"));
    }

    @Test
    void anEntryOfANewerFormatStopsTheApplicationWhichSaysWhatToRun() {
        assertThatThrownBy(() -> pipe("{\"format\":9,\"kind\":\"passed\"}".getBytes(StandardCharsets.UTF_8)))
                .rootCause()
                .hasMessageMatching(
                        "the ledger's entry waybill\\.ledger-0@[0-9]+ is of format 9, which a newer program"
                                + " wrote; this one reads formats up to 1; if a newer version of Waybill wrote it, run that one");
    }

    @Test
    void anEntryOfAKindThatIsNewerThanThisProgramIsPassedOver() {
        pipe(("{\"format\":1,\"kind\":\"later\",\"application\":\"scenario\",\"source\":\"download\","
                        + "\"partition\":0}")
                .getBytes(StandardCharsets.UTF_8));
        wallClock("2026-03-04T06:11:00Z");

        assertThat(records()).hasSize(1);
    }

    @Test
    void theLedgerIsKeptWhetherOrNotThereAreReceipts() {
        Topology topology = DeliveryTopology.build(
                new DeliveryTopology.Setup(
                        catalog,
                        Set.of(Source.DOWNLOAD),
                        Placement.AS_SENT,
                        ExportBinder.forCurrentSchemas(name -> "secret"),
                        new InMemorySchemaLookup(),
                        BatchSettings.DEFAULT,
                        MemoryBudget.of(1 << 20),
                        TimeRules.DEFAULT,
                        DeliveryMetrics.NONE),
                new Surroundings(
                        SourceLog.NOTHING_COMMITTED,
                        new PendingReplays(),
                        (partition, processedThrough) -> OptionalLong.empty(),
                        topic -> true,
                        SourceEnd.NEVER,
                        topic -> Optional.empty()));

        assertThat(topology.describe().toString()).contains(Topics.LEDGER).doesNotContain("issue-receipts");
    }

    @Test
    void whatTheSinkHasDiscardedIsSignedAndVerifySaysSo() throws IOException {
        // Given
        arrives("2026-03-04T05:20:00Z", "a", "2026-03-04T05:19:00Z");
        wallClock("2026-03-04T06:11:00Z");
        deliver();
        String part = delivered("year=2026");
        Files.delete(bucket.resolve(part));
        catalog.applyDiscarding(
                EXPORT.exportId(), List.of(EXPORT.withEnabled(false)), Instant.parse("2026-03-04T06:12:00Z"));

        // When
        DeliveryLane lane = new DeliveryLane(EXPORT.exportId(), EXPORT.topic(), 0, "file:/tmp/acme/", "a");
        Window window = new Window(Instant.parse("2026-03-04T05:00:00Z"), Instant.parse("2026-03-04T06:00:00Z"));
        say(new DeliveryResumed(lane, Instant.parse("2026-03-04T06:12:30Z"), BEGIN, "PAUSED"));
        say(new RecordDiscarded(
                lane, Instant.parse("2026-03-04T06:13:00Z"), 0, Optional.of(part), Optional.of(window)));
        driver.createInputTopic(Topics.DELIVERIES, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(null, "{\"format\":9}".getBytes(StandardCharsets.UTF_8), wallClock));
        wallClock("2026-03-04T06:15:00Z");

        // Then
        assertThat(deliver()).containsExactly("receipt _receipts/e0/20260304T050000Z-discard-1.json");
        List<Finding> findings = new ArrayList<>();
        verify(findings);
        // Time has not come as far here as this check expects.
        findings.removeIf(finding -> finding.kind() == FindingKind.CUT_OFF);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.DISCARDED);
            assertThat(finding.object()).contains(part);
            assertThat(finding.window()).contains(window.start());
        });
    }

    private void say(DeliveryRecord record) {
        driver.createInputTopic(Topics.DELIVERIES, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(null, DeliveryJson.write(record), wallClock));
    }

    private String delivered(String beginning) throws IOException {
        try (Stream<Path> files = Files.walk(bucket)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> bucket.relativize(file).toString())
                    .filter(name -> name.startsWith(beginning))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void arrives(String arrival, String id, String occurredAt) {
        wallClock(arrival);
        read(
                Instant.parse(arrival),
                "{\"event_id\":\"%s\",\"tenant\":\"acme\",\"occurred_at\":\"%s\",\"method\":\"GET\",\"uri\":\"/\"}"
                        .formatted(id, occurredAt));
    }

    private void read(Instant arrival, String event) {
        driver.createInputTopic(Topics.input(Source.DOWNLOAD), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(null, event.getBytes(StandardCharsets.UTF_8), arrival));
    }

    private void pipe(byte[] entry) {
        driver.createInputTopic(Topics.LEDGER, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(null, entry, wallClock));
    }

    /** Punctuators run once on the way and a few times there. */
    private void wallClock(String now) {
        driver.advanceWallClockTime(Duration.between(wallClock, Instant.parse(now)));
        wallClock = Instant.parse(now);
        for (int i = 0; i < 4; i++) {
            wallClock = wallClock.plusSeconds(3);
            driver.advanceWallClockTime(Duration.ofSeconds(3));
        }
    }

    private List<TestRecord<byte[], byte[]>> records() {
        return driver.createOutputTopic(TOPIC, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** Writes all records to the bucket, as a sink does, and says what they were. */
    private List<String> deliver() throws IOException {
        List<String> delivered = new ArrayList<>();
        for (TestRecord<byte[], byte[]> record : records()) {
            String object = header(record, "object");
            Path file = bucket.resolve(object);
            Files.createDirectories(file.getParent());
            Files.write(file, record.value());
            String kind = header(record, "kind");
            delivered.add(kind + " " + (kind.equals("receipt") ? object : object.replaceFirst("[^/]*$", "")));
        }
        return delivered;
    }

    private Summary verify(List<Finding> findings) throws IOException {
        try (CheckedObjects none = CheckedObjects.none()) {
            return new Verifier(
                            KeySet.of(List.of(KEY.verifyingKey())),
                            new Expectations(
                                    wallClock,
                                    Optional.of(Instant.parse("2026-03-04T08:00:00Z")),
                                    Optional.of("acme"),
                                    List.of()),
                            none)
                    .verify(new FolderPlace(bucket), findings::add, Progress.NONE);
        }
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
