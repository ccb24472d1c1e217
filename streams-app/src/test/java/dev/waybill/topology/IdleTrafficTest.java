package dev.waybill.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.delivery.TestCatalog;
import dev.waybill.kafka.PendingReplays;
import dev.waybill.kafka.SourceEnd;
import dev.waybill.kafka.SourceLog;
import dev.waybill.kafka.SourceTopics;
import dev.waybill.kafka.Surroundings;
import dev.waybill.ledger.Stamped;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.verify.key.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger and receipts cost while nothing happens, by count: the topology of production, on one partition of a source. */
class IdleTrafficTest {
    private static final Instant BEGIN = Instant.parse("2026-03-04T05:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(3);
    private static final int MANY = 1_000;

    @TempDir
    private Path state;

    private Instant wallClock = BEGIN;

    /** Entries of the ledger and their bytes, keys included. */
    private record Traffic(long entries, long bytes) {}

    @Test
    void whatAnIdlePartitionTellsTheLedgerDoesNotDependOnTheNumberOfTenants() {
        Traffic ofOne = passages(1, 100);
        Traffic ofMany = passages(MANY, 100);

        assertThat(ofMany).isEqualTo(ofOne);
        assertThat(ofOne.entries())
                .as("one entry every three seconds, in each partition of the ledger, of which the driver has one")
                .isEqualTo(100);
        assertThat(ofOne.bytes() / ofOne.entries())
                .as("bytes of an entry; docs/concepts/cost-of-receipts.md says about 200")
                .isBetween(150L, 250L);
    }

    @Test
    void aWindowWithoutEventsHasOneReceiptOfEachExportAndNoEntryOfTheLedger() {
        try (TopologyTestDriver driver = start(MANY)) {
            // Given
            go(driver, Duration.ofMinutes(20));
            long perHour = entries(driver, Duration.ofHours(1)).entries();

            // When
            List<String> receipts = new ArrayList<>(receipts(driver));
            Traffic second = entries(driver, Duration.ofHours(1));
            receipts.addAll(receipts(driver));

            // Then
            assertThat(second.entries()).isEqualTo(perHour).isEqualTo(1_200);
            Map<String, Integer> expected = new TreeMap<>();
            for (ExportSpec export : exports(MANY)) {
                // The driver has this partition of the ledger only.
                if (Topics.partition(export.exportId(), Topics.LEDGER_PARTITIONS) == 0) {
                    for (String start : List.of("05", "06")) {
                        expected.put(export.exportId() + " _receipts/e0/20260304T" + start + "0000Z.json", 1);
                    }
                }
            }
            assertThat(expected).hasSizeGreaterThan(MANY / 8);
            Map<String, Integer> found = new TreeMap<>();
            receipts.forEach(receipt -> found.merge(receipt, 1, Integer::sum));
            assertThat(found).isEqualTo(expected);
        }
    }

    private Traffic passages(int tenants, int steps) {
        try (TopologyTestDriver driver = start(tenants)) {
            go(driver, STEP.multipliedBy(10));
            return entries(driver, STEP.multipliedBy(steps));
        }
    }

    /** What is told while this time passes. */
    private Traffic entries(TopologyTestDriver driver, Duration time) {
        ledger(driver);
        go(driver, time);
        List<TestRecord<byte[], byte[]>> entries = ledger(driver);
        return new Traffic(
                entries.size(),
                entries.stream()
                        .mapToLong(entry -> entry.value().length + (entry.key() == null ? 0 : entry.key().length))
                        .sum());
    }

    private static List<TestRecord<byte[], byte[]>> ledger(TopologyTestDriver driver) {
        return driver.createOutputTopic(Topics.LEDGER, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    /** The receipts that were sent, by export and name; there is nothing else in the exports' topics. */
    private static List<String> receipts(TopologyTestDriver driver) {
        List<String> receipts = new ArrayList<>();
        for (ExportSpec export : exports(MANY)) {
            if (driver.producedTopicNames().contains(export.topic())) {
                driver.createOutputTopic(export.topic(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readRecordsToList()
                        .forEach(record -> receipts.add(export.exportId() + " "
                                + new String(
                                        record.headers()
                                                .lastHeader(PartHeaders.OBJECT)
                                                .value(),
                                        StandardCharsets.UTF_8)));
            }
        }
        return receipts;
    }

    private void go(TopologyTestDriver driver, Duration time) {
        for (long step = time.dividedBy(STEP); step > 0; step--) {
            wallClock = wallClock.plus(STEP);
            driver.advanceWallClockTime(STEP);
        }
    }

    private TopologyTestDriver start(int tenants) {
        wallClock = BEGIN;
        TestCatalog catalog = new TestCatalog().apply(exports(tenants), BEGIN.minus(Duration.ofMinutes(10)));
        Surroundings surroundings = new Surroundings(
                SourceLog.NOTHING_COMMITTED,
                new PendingReplays(),
                (partition, processedThrough) -> OptionalLong.of(wallClock.toEpochMilli()),
                topic -> true,
                SourceEnd.NEVER,
                topic -> Optional.of(new SourceTopics.Shape(1, Stamped.BROKER)));
        Topology topology = DriverTopology.withReceipts(catalog, SigningKey.generate(), surroundings);
        TopologyTestDriver driver =
                new TopologyTestDriver(topology, DriverTopology.config(state.resolve("of-" + tenants)), BEGIN);
        // Nobody's event, so that the partition is read from its beginning.
        driver.createInputTopic(Topics.input(Source.DOWNLOAD), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(
                        null,
                        "{\"event_id\":\"0\",\"tenant\":\"nobody\",\"occurred_at\":\"2026-03-04T05:00:00Z\"}"
                                .getBytes(StandardCharsets.UTF_8),
                        BEGIN));
        return driver;
    }

    private static List<ExportSpec> exports(int tenants) {
        return IntStream.range(0, tenants)
                .mapToObj(tenant -> new ExportSpec(
                        new ExportId("acme" + (tenant == 0 ? "" : "-" + tenant), "e0"),
                        Source.DOWNLOAD,
                        true,
                        SelectSpec.ALL,
                        List.of(),
                        new KindSpec("csv", Map.of("columns", List.of("event_id"), "compression", "none")),
                        ExportSpec.DEFAULT_LAYOUT,
                        new ScheduleSpec("hourly", ZoneOffset.UTC, Duration.ofMinutes(10)),
                        8 * 1024 * 1024,
                        true,
                        Delivery.DEDICATED,
                        new FileDestination(Path.of("/tmp/acme-" + tenant), ""),
                        Map.of()))
                .toList();
    }
}
