package dev.waybill.topology;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.waybill.kafka.ClaimTicket;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.kafka.PendingReplays;
import dev.waybill.kafka.SourceEnd;
import dev.waybill.kafka.SourceLog;
import dev.waybill.kafka.SourceTopics;
import dev.waybill.kafka.Surroundings;
import dev.waybill.ledger.Stamped;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.wire.rule.TimeRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Sends hostile records through the production topology. After each batch a valid event of another tenant must arrive, and
 * each record must have been delivered to somebody's export, or counted as nobody's, or have a ticket that names it.
 */
final class RecordFuzz implements AutoCloseable {
    private static final int BATCH = 500;
    private static final Duration STEP = Duration.ofHours(3);
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");
    private static final int PATIENCE = 2_000;

    private final long seed;
    private final Random random;
    private final Placement placement;
    private final InMemorySchemaLookup registry = new InMemorySchemaLookup();
    private final HostileRecords records;
    private final TopologyTestDriver driver;
    private final Map<Source, TestInputTopic<byte[], byte[]>> inputs = new EnumMap<>(Source.class);
    private final Map<Source, Long> offsets = new EnumMap<>(Source.class);
    private final Counted counted = new Counted();
    private final Map<String, Long> tickets = new TreeMap<>();
    private final Set<String> arrived = new HashSet<>();
    private final Set<String> ticketed = new HashSet<>();
    private Instant now = START;
    private long batches;

    RecordFuzz(long seed, Placement placement, Path stateFolder) {
        this.seed = seed;
        this.random = new Random(seed);
        this.placement = placement;
        this.records = new HostileRecords(random, FuzzExports.tenants(), registry);
        Properties config = DriverTopology.config(stateFolder);
        ExportBinder binder = ExportBinder.forCurrentSchemas(name -> "secret-of-sixteen-bytes");
        this.driver = new TopologyTestDriver(
                DeliveryTopology.build(
                        new DeliveryTopology.Setup(
                                TestCatalog.ruling(FuzzExports.all()),
                                Set.of(Source.values()),
                                placement,
                                binder,
                                registry,
                                BatchSettings.DEFAULT.withSpread(Duration.ZERO),
                                MemoryBudget.of(32L << 20),
                                TimeRules.DEFAULT,
                                counted),
                        new Surroundings(
                                SourceLog.NOTHING_COMMITTED,
                                new PendingReplays(),
                                (partition, processedThrough) -> OptionalLong.of(now.toEpochMilli()),
                                topic -> true,
                                SourceEnd.NEVER,
                                topic -> Optional.of(new SourceTopics.Shape(1, Stamped.BROKER)))),
                config,
                START);
        for (Source source : Source.values()) {
            inputs.put(
                    source,
                    driver.createInputTopic(
                            Topics.input(source), new ByteArraySerializer(), new ByteArraySerializer()));
            offsets.put(source, 0L);
        }
    }

    /** Sends so many records, and fails at the first that is lost, misplaced or stops the others. */
    void run(long count) {
        for (long sent = 0; sent < count; sent += BATCH) {
            try {
                batch(batches % 2 == 0 ? Source.DOWNLOAD : Source.AUDIT);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed %d, batch %d, %s".formatted(seed, batches, placement), e);
            }
            batches++;
        }
    }

    private void batch(Source source) {
        long ahead = placement == Placement.AS_SENT
                ? Duration.ofHours(1).toMillis()
                : Duration.ofDays(20_000).toMillis();
        for (int i = 0; i < BATCH; i++) {
            send(source, records.next(source, now.toEpochMilli(), ahead));
        }
        String valid = "valid-" + batches;
        send(source, valid(valid));
        finish(source, valid);
    }

    private void send(Source source, StampedRecord record) {
        inputs.get(source).pipeInput(record);
        offsets.merge(source, 1L, Long::sum);
    }

    private StampedRecord valid(String id) {
        String json = "{\"event_id\":\"%s\",\"tenant\":\"%s\",\"occurred_at\":\"%s\"}"
                .formatted(id, FuzzExports.OTHER_TENANT, now);
        return new StampedRecord(null, json.getBytes(StandardCharsets.UTF_8), new RecordHeaders(), now.toEpochMilli());
    }

    /** Time goes on until all of the batch is accounted for. */
    private void finish(Source source, String valid) {
        now = now.plus(STEP);
        driver.advanceWallClockTime(STEP);
        collect(source);
        for (int i = 0; i < PATIENCE && !isComplete(valid); i++) {
            driver.advanceWallClockTime(Duration.ofMillis(200));
            collect(source);
        }
        assertThat(arrived).contains(valid);
        assertThat(accountedFor()).isEqualTo(sent());
        arrived.clear();
        ticketed.clear();
    }

    private boolean isComplete(String valid) {
        return arrived.contains(valid) && accountedFor() == sent();
    }

    private long sent() {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private long accountedFor() {
        return counted.readByAll + counted.unrouted + tickets.getOrDefault("", 0L);
    }

    private void collect(Source source) {
        for (String topic : driver.producedTopicNames()) {
            List<TestRecord<byte[], byte[]>> produced = driver.createOutputTopic(
                            topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                    .readRecordsToList();
            if (topic.equals(Topics.QUARANTINE)) {
                produced.forEach(ticket -> check(source, ClaimTicket.parse(ticket.value())));
            } else if (topic.startsWith("export." + FuzzExports.OTHER_TENANT + ".")) {
                produced.forEach(part -> new String(part.value(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.split(",", 2)[0])
                        .forEach(arrived::add));
            }
        }
    }

    private void check(Source source, ClaimTicket ticket) {
        assertThat(ticket.reason()).isNotEqualTo(DropReason.PROCESSING_FAILED);
        assertThat(ticket.topic()).isEqualTo(Topics.input(source));
        assertThat(ticket.partition()).isZero();
        assertThat(ticket.offset()).isBetween(offsets.get(source) - BATCH - 1, offsets.get(source) - 1);
        String export = ticket.export().orElse("");
        assertThat(ticketed.add(export + "@" + ticket.offset())).isTrue();
        tickets.merge(export.isEmpty() ? "" : ticket.reason().code() + ", withheld", 1L, Long::sum);
        if (export.isEmpty()) {
            tickets.merge(ticket.reason().code(), 1L, Long::sum);
        }
    }

    /** What became of everything that was sent. */
    String totals() {
        return "seed %d, %s: %,d records in %,d batches; read %,d, nobody's %,d, parts %,d with %,d rows; tickets %s"
                .formatted(
                        seed,
                        placement,
                        sent(),
                        batches,
                        counted.readByAll,
                        counted.unrouted,
                        counted.parts,
                        counted.rows,
                        tickets);
    }

    Set<String> reasons() {
        return tickets.keySet();
    }

    @Override
    public void close() {
        driver.close();
    }

    private static final class Counted implements DeliveryMetrics {
        private long unrouted;
        private long readByAll;
        private long parts;
        private long rows;

        @Override
        public void heldBack(TopicPartition source, Set<ExportId> exports) {
            assertThat(exports).isEmpty();
        }

        @Override
        public void unrouted(Unruled why) {
            unrouted++;
        }

        @Override
        public void quarantined(DropReason reason) {}

        @Override
        public void emitted(Part part) {
            parts++;
            rows += part.events();
        }

        @Override
        public void finished(ExportId export, Counts batch) {
            assertThat(batch.read())
                    .isEqualTo(batch.delivered() + batch.filtered() + batch.duplicate() + batch.withheld());
            if (export.export().startsWith("all-")) {
                readByAll += batch.read();
            }
        }

        @Override
        public void openBatches(TopicPartition source, int open) {}

        @Override
        public void waitingSince(TopicPartition source, Optional<Long> millis) {}
    }
}
