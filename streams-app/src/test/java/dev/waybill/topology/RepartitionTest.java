package dev.waybill.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.delivery.TestCatalog;
import dev.waybill.kafka.DeliveryMetrics;
import dev.waybill.kafka.PendingReplays;
import dev.waybill.kafka.SourceEnd;
import dev.waybill.kafka.SourceLog;
import dev.waybill.kafka.SourceTopics;
import dev.waybill.kafka.Surroundings;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.Stamped;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.wire.rule.TimeRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@code repartition}, records go through a topic of copies first. */
class RepartitionTest {
    private static final Instant BEGIN = Instant.parse("2026-03-04T05:00:00Z");
    private static final String COPIES = Topics.byTenant(Source.DOWNLOAD);

    @TempDir
    private Path state;

    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        Properties config = DriverTopology.config(state);
        driver = new TopologyTestDriver(
                DeliveryTopology.build(
                        new DeliveryTopology.Setup(
                                TestCatalog.ruling(List.of()),
                                Set.of(Source.DOWNLOAD),
                                Placement.BY_TENANT,
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
                                topic -> Optional.of(new SourceTopics.Shape(1, Stamped.BROKER)))),
                config,
                BEGIN);
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void anEventIsCopiedUnderItsTenantAndSaysWhereItCameFrom() {
        pipe("some-key", "{\"event_id\":\"a\",\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:00:00Z\"}", BEGIN);

        assertThat(copies()).singleElement().satisfies(copy -> {
            assertThat(copy.key()).asString(StandardCharsets.UTF_8).isEqualTo("acme");
            assertThat(copy.headers().toArray())
                    .singleElement()
                    .satisfies(header -> assertThat(new String(header.value(), StandardCharsets.UTF_8))
                            .isEqualTo("download-events/0/0"));
        });
    }

    @Test
    void whatIsNoEventHasItsOneTicketAndTheLedgerKnowsOfIt() {
        // When
        pipe("acme", "garbage", BEGIN);
        pipe(null, "{\"event_id\":\"b\",\"occurred_at\":\"2026-03-04T05:00:00Z\"}", BEGIN.plusSeconds(1));
        pipe(
                "x",
                "{\"event_id\":\"c\",\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:00:02Z\"}",
                BEGIN.plusSeconds(2));
        driver.advanceWallClockTime(Duration.ofSeconds(10));
        pipe(
                "x",
                "{\"event_id\":\"d\",\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:00:03Z\"}",
                BEGIN.plusSeconds(5));

        // Then
        assertThat(copies())
                .extracting(copy -> copy.key() == null ? "" : new String(copy.key(), StandardCharsets.UTF_8))
                .containsExactly("acme", "", "acme", "acme");
        assertThat(texts(Topics.QUARANTINE))
                .hasSize(2)
                .anySatisfy(ticket -> assertThat(ticket)
                        .contains("\"topic\":\"download-events\",\"partition\":0,\"offset\":0", "\"tenant\":\"acme\""))
                .anySatisfy(ticket ->
                        assertThat(ticket).contains("\"topic\":\"download-events\",\"partition\":0,\"offset\":1"));
        assertThat(passed()).anyMatch(PartitionPassed::unattributed);
    }

    private void pipe(String key, String value, Instant arrival) {
        driver.createInputTopic(Topics.input(Source.DOWNLOAD), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(
                        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                        value.getBytes(StandardCharsets.UTF_8),
                        arrival));
    }

    private List<TestRecord<byte[], byte[]>> copies() {
        return driver.createOutputTopic(COPIES, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private List<String> texts(String topic) {
        return driver
                .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList()
                .stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<PartitionPassed> passed() {
        List<PartitionPassed> passed = new ArrayList<>();
        for (String text : texts(Topics.LEDGER)) {
            try {
                LedgerJson.read(text.getBytes(StandardCharsets.UTF_8))
                        .filter(PartitionPassed.class::isInstance)
                        .map(PartitionPassed.class::cast)
                        .ifPresent(passed::add);
            } catch (UnreadableRecordException e) {
                throw new AssertionError(text, e);
            }
        }
        return passed;
    }
}
