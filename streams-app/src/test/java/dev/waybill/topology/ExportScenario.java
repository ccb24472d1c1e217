package dev.waybill.topology;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.Counts;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.batch.Part;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.delivery.TestCatalog;
import dev.waybill.event.DropReason;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.kafka.PendingReplays;
import dev.waybill.kafka.SourceEnd;
import dev.waybill.kafka.SourceLog;
import dev.waybill.kafka.SourceTopics;
import dev.waybill.kafka.Surroundings;
import dev.waybill.ledger.Stamped;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.wire.rule.TimeRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The production topology over one source partition. Time is always written as an ISO instant; when a record arrives and
 * what the wall clock says are told separately.
 */
final class ExportScenario implements AutoCloseable {
    private static final Duration PUNCTUATION = Duration.ofSeconds(3);

    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> downloads;
    private final TestCatalog catalog;
    private final Set<String> shutTopics = new HashSet<>();
    private OptionalLong idleSince = OptionalLong.empty();
    private boolean answering;
    private Instant wallClock;
    private final List<Counts> counts = new ArrayList<>();

    private ExportScenario(Path stateFolder, Instant start, Placement placement, List<ExportSpec> exports) {
        this.catalog = TestCatalog.ruling(exports);
        this.wallClock = start;
        Properties config = DriverTopology.config(stateFolder);
        ExportBinder binder = ExportBinder.forCurrentSchemas(name -> "secret");
        DeliveryTopology.Setup parts = new DeliveryTopology.Setup(
                catalog,
                Set.of(Source.DOWNLOAD),
                placement,
                binder,
                new InMemorySchemaLookup(),
                BatchSettings.DEFAULT.withSpread(Duration.ZERO),
                MemoryBudget.of(64L * 1024 * 1024),
                TimeRules.DEFAULT,
                new FinalCounts());
        this.driver = new TopologyTestDriver(
                DeliveryTopology.build(
                        parts,
                        new Surroundings(
                                SourceLog.NOTHING_COMMITTED,
                                new PendingReplays(),
                                (partition, processedThrough) -> askWhetherIdle(),
                                topic -> !shutTopics.contains(topic),
                                SourceEnd.NEVER,
                                topic -> Optional.of(new SourceTopics.Shape(1, Stamped.BROKER)))),
                config,
                start);
        this.downloads = driver.createInputTopic(
                Topics.input(Source.DOWNLOAD), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static ExportScenario at(Path stateFolder, String start, ExportSpec... exports) {
        return new ExportScenario(stateFolder, Instant.parse(start), Placement.AS_SENT, List.of(exports));
    }

    /** With {@code repartition: true}. */
    static ExportScenario byTenantAt(Path stateFolder, String start, ExportSpec... exports) {
        return new ExportScenario(stateFolder, Instant.parse(start), Placement.BY_TENANT, List.of(exports));
    }

    static ExportScenario placedAt(Path stateFolder, String start, Placement placement, ExportSpec... exports) {
        return new ExportScenario(stateFolder, Instant.parse(start), placement, List.of(exports));
    }

    /** A download event of acme arrives. */
    ExportScenario arrives(String arrival, String eventId, String occurredAt) {
        return arrives(
                arrival,
                "{\"event_id\":\"%s\",\"tenant\":\"acme\",\"occurred_at\":\"%s\",\"method\":\"GET\",\"uri\":\"/a/b\"}"
                        .formatted(eventId, occurredAt));
    }

    /** A record with this value arrives, keyed by acme. */
    ExportScenario arrives(String arrival, String value) {
        downloads.pipeInput(new TestRecord<>(
                "acme".getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8),
                Instant.parse(arrival)));
        return this;
    }

    /**
     * A record arrives as a hostile producer may have sent it.
     *
     * @param stamp its Kafka timestamp, which may be none at all
     */
    ExportScenario arrives(long stamp, String value, Headers headers) {
        downloads.pipeInput(new StampedRecord(
                "acme".getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8), headers, stamp));
        return this;
    }

    /** A record stands in the topic that events are copied to, whoever wrote it there. */
    ExportScenario standsInCopies(String arrival, String value, Headers headers) {
        driver.createInputTopic(Topics.byTenant(Source.DOWNLOAD), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new StampedRecord(
                        "acme".getBytes(StandardCharsets.UTF_8),
                        value.getBytes(StandardCharsets.UTF_8),
                        headers,
                        Instant.parse(arrival).toEpochMilli()));
        return this;
    }

    /** The wall clock moves on, and punctuators run. */
    ExportScenario wallClock(String now) {
        Instant before = wallClock;
        wallClock = Instant.parse(now);
        driver.advanceWallClockTime(Duration.between(before, wallClock));
        return this;
    }

    /** The wall clock moves on just far enough for punctuators to run. */
    ExportScenario punctuate() {
        return wallClock(wallClock.plus(PUNCTUATION).toString());
    }

    /** The partition is known to have held nothing more when it was asked at this time. */
    ExportScenario provenIdleSince(String asked) {
        idleSince = OptionalLong.of(Instant.parse(asked).toEpochMilli());
        return punctuate();
    }

    /** From now on the partition holds nothing more, and when it is asked, the answer is there the next time. */
    ExportScenario answersThatItIsIdle() {
        answering = true;
        return this;
    }

    private OptionalLong askWhetherIdle() {
        OptionalLong known = idleSince;
        if (answering) {
            idleSince = OptionalLong.of(wallClock.toEpochMilli());
        }
        return known;
    }

    /** What the exports are ruled by; a test may change it. */
    TestCatalog catalog() {
        return catalog;
    }

    ExportScenario topicIsShut(String topic) {
        shutTopics.add(topic);
        return this;
    }

    ExportScenario topicIsOpen(String topic) {
        return topicIsOpenWhenAskedAgain(topic).punctuate();
    }

    /** The topic can be written to, but nothing makes the application ask now. */
    ExportScenario topicIsOpenWhenAskedAgain(String topic) {
        shutTopics.remove(topic);
        return this;
    }

    /** Parts emitted to a topic since the last call: {@code kind object-name: rows…}, the header line left out. */
    List<String> parts(String topic) {
        List<String> parts = new ArrayList<>();
        for (TestRecord<byte[], byte[]> part : records(topic)) {
            String rows = new String(part.value(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .reduce((a, b) -> a + " " + b)
                    .orElse("");
            parts.add(header(part, "kind") + " " + header(part, "window-start") + ": " + rows);
        }
        return parts;
    }

    List<TestRecord<byte[], byte[]>> records(String topic) {
        TestOutputTopic<byte[], byte[]> output =
                driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return output.readRecordsToList();
    }

    /** Claim tickets since the last call, as JSON. */
    List<String> tickets() {
        return records(Topics.QUARANTINE).stream()
                .map(ticket -> new String(ticket.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** The final counts of each batch so far, in the order in which they ended. */
    List<Counts> counts() {
        return counts;
    }

    /** What stands in the store now: keys, one character per byte. */
    List<String> storeKeys() {
        List<String> keys = new ArrayList<>();
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(Placement.AS_SENT.storeName(Source.DOWNLOAD));
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            entries.forEachRemaining(entry -> keys.add(new String(entry.key.get(), StandardCharsets.ISO_8859_1)));
        }
        return keys;
    }

    static String header(TestRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        driver.close();
    }

    private final class FinalCounts implements DeliveryMetrics {
        @Override
        public void unrouted(Unruled why) {}

        @Override
        public void heldBack(TopicPartition source, Set<ExportId> exports) {}

        @Override
        public void quarantined(DropReason reason) {}

        @Override
        public void emitted(Part part) {}

        @Override
        public void finished(ExportId export, Counts batch) {
            counts.add(batch);
        }

        @Override
        public void openBatches(TopicPartition source, int batches) {}

        @Override
        public void waitingSince(TopicPartition source, Optional<Long> millis) {}
    }
}
