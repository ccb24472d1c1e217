package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.topics.InputTimestamps;
import dev.waybill.topics.StartOffsets;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the ledger held is gone before it was read: receipts were off for too long, or the topic was deleted. The events are stamped
 * days ago, and time goes on as the test has it.
 */
class LedgerRemovedIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final String INPUT = Topics.input(Source.DOWNLOAD);
    private static final String EXPORT = Topics.dedicated(new ExportId("acme", "downloads"));
    private static final TopicSettings TOPICS = new TopicSettings(
            1, 1, 1, 4, InputTimestamps.CREATE_TIME, Duration.ofDays(365), 10L << 30, Duration.ofDays(365));

    private static final String SPEC = """
            tenant: acme
            exports:
              - id: downloads
                source: download
                format: { kind: csv, columns: [event_id], compression: none }
                schedule: { every: hourly, grace: PT1S }
                destination: { kind: file, directory: /exports/acme }
            """;

    @TempDir
    Path folder;

    private Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(50));
    private int published;

    @Test
    void receiptsThatAreSwitchedOnLateBeginWithWhatIsLeftAndSayThatTheyArePartial() throws Exception {
        try (WholeStack stack = new WholeStack(folder, Map.of("acme", SPEC), TOPICS, Map.of());
                Admin admin = stack.broker.admin();
                TopicReader reader = TopicReader.committed(stack.broker.bootstrapServers(), List.of(EXPORT))) {
            KafkaProducer<byte[], byte[]> producer = stack.producer();
            // Given
            try (ChildProcess without = start(stack, Map.of(KilledStreams.RECEIPTS, "off"), "without")) {
                await().atMost(PATIENCE).pollInterval(POLL).until(() -> {
                    without.requireAlive();
                    timeGoesOn(producer);
                    return reader.toEnd().stream().anyMatch(TopicReader::isPart);
                });
                without.kill();
            }
            removeLedger(admin);

            // When
            List<String> receipts = new ArrayList<>();
            try (ChildProcess with = start(stack, Map.of(), "with")) {
                takeReceiptsUntilOneIsWhole(with, producer, reader, receipts, 5);
                with.kill();
            }

            // Then
            assertThat(receipts.get(0)).contains("\"seq\":1}", "\"partial\":true");
            assertThat(receipts)
                    .as("no window whose events are not known says that there were none")
                    .filteredOn(receipt -> receipt.contains("\"read\":0"))
                    .allSatisfy(receipt -> assertThat(receipt).contains("\"partial\":true"));
            assertThat(Files.readString(folder.resolve("with.log")))
                    .contains("were removed before they were read: receipts begin with what is left");
        }
    }

    @Test
    void receiptsGoOnWithALedgerThatWasMadeAnewAndSayThatTheyArePartial() throws Exception {
        try (WholeStack stack = new WholeStack(folder, Map.of("acme", SPEC), TOPICS, Map.of());
                Admin admin = stack.broker.admin();
                TopicReader reader = TopicReader.committed(stack.broker.bootstrapServers(), List.of(EXPORT))) {
            KafkaProducer<byte[], byte[]> producer = stack.producer();
            // Given: receipts of some windows, and others of which the ledger was never read
            List<String> receipts = new ArrayList<>();
            try (ChildProcess with = start(stack, Map.of(), "with")) {
                takeReceiptsUntilOneIsWhole(with, producer, reader, receipts, 4);
                with.kill();
            }
            try (ChildProcess without = start(stack, Map.of(KilledStreams.RECEIPTS, "off"), "without")) {
                await().atMost(PATIENCE).pollInterval(POLL).until(() -> {
                    without.requireAlive();
                    timeGoesOn(producer);
                    return takeReceipts(reader, receipts) > 1;
                });
                without.kill();
            }
            int before = receipts.size();
            makeLedgerAnew(stack, admin);

            // When
            try (ChildProcess again = start(stack, Map.of(), "again")) {
                takeReceiptsUntilOneIsWhole(again, producer, reader, receipts, before + 5);
                again.kill();
            }

            // Then
            assertThat(receipts.get(before)).contains("\"seq\":" + (before + 1) + "}", "\"partial\":true");
            assertThat(receipts.subList(before, receipts.size()))
                    .as("no window whose events are not known says that there were none")
                    .filteredOn(receipt -> receipt.contains("\"read\":0"))
                    .allSatisfy(receipt -> assertThat(receipt).contains("\"partial\":true"));
            assertThat(Files.readString(folder.resolve("again.log")))
                    .contains("the ledger was made anew: what it held before and nobody had read is gone");
        }
    }

    /** Takes so many receipts at least; the last one does not say that it is partial. */
    private void takeReceiptsUntilOneIsWhole(
            ChildProcess process,
            KafkaProducer<byte[], byte[]> producer,
            TopicReader reader,
            List<String> receipts,
            int atLeast) {
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> {
            process.requireAlive();
            timeGoesOn(producer);
            takeReceipts(reader, receipts);
            return receipts.size() >= atLeast
                    && !receipts.get(receipts.size() - 1).contains("partial");
        });
    }

    /** Takes the receipts that have come; answers how many parts have. */
    private static int takeReceipts(TopicReader reader, List<String> receipts) {
        int parts = 0;
        for (ConsumerRecord<byte[], byte[]> record : reader.toEnd()) {
            if (TopicReader.isPart(record)) {
                parts++;
            } else {
                receipts.add(new String(record.value(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    private static void makeLedgerAnew(WholeStack stack, Admin admin) throws Exception {
        admin.deleteTopics(List.of(Topics.LEDGER)).all().get();
        await("the topic is gone, and so are the processes that were killed")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> {
                    TopicPlan.of(stack.exports, TOPICS).apply(admin);
                    new StartOffsets(admin, LocalStreams.APPLICATION_ID).commit();
                });
    }

    private void removeLedger(Admin admin) throws Exception {
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        for (int partition = 0; partition < Topics.LEDGER_PARTITIONS; partition++) {
            TopicPartition ledger = new TopicPartition(Topics.LEDGER, partition);
            long end = admin.listOffsets(Map.of(ledger, OffsetSpec.latest()))
                    .partitionResult(ledger)
                    .get()
                    .offset();
            assertThat(end).as("entries of %s", ledger).isPositive();
            all.put(ledger, RecordsToDelete.beforeOffset(end));
        }
        admin.deleteRecords(all).all().get();
    }

    /** Each hour has an event. */
    private void timeGoesOn(KafkaProducer<byte[], byte[]> producer) {
        for (int hour = 0; hour < 2; hour++) {
            now = now.plus(Duration.ofHours(1));
            TestEvent event = new TestEvent("e-" + published++, "acme", now.toString());
            producer.send(new ProducerRecord<>(INPUT, 0, now.toEpochMilli(), null, event.json()));
        }
    }

    private ChildProcess start(WholeStack stack, Map<String, String> options, String name) throws Exception {
        return ChildProcess.start(
                stack.broker.bootstrapServers(),
                folder,
                folder.resolve("streams"),
                folder.resolve(name + ".log"),
                options);
    }
}
