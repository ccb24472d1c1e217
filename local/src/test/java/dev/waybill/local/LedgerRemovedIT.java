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
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the ledger held is gone before it was read: receipts were off for too long, or the topic was deleted. Each hour has an event.
 * They are stamped days ago, and so is what the application knows of the time: it does not take the hours up to now for empty.
 */
class LedgerRemovedIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AGO = Duration.ofDays(50);
    private static final String PARTIAL = "\"partial\":true";
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

    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(AGO);
    private final List<String> parts = new ArrayList<>();
    private final List<String> receipts = new ArrayList<>();
    private int published;

    private WholeStack stack;
    private Admin admin;
    private TopicReader reader;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void start() throws Exception {
        stack = new WholeStack(folder, Map.of("acme", SPEC), TOPICS, Map.of());
        admin = stack.broker.admin();
        reader = TopicReader.committed(stack.broker.bootstrapServers(), List.of(EXPORT));
        producer = stack.producer();
    }

    @AfterEach
    void stop() {
        reader.close();
        admin.close();
        stack.close();
    }

    @Test
    void receiptsThatAreSwitchedOnLateBeginWithWhatIsLeftAndSayThatTheyArePartial() throws Exception {
        // Given
        runUntil("without", false, () -> !parts.isEmpty() && !ledgerEnds().containsValue(0L));
        removeLedger();

        // When
        runUntil("with", true, () -> receipts.size() >= 5 && isLastWhole());

        // Then
        assertThat(receipts.get(0)).contains("\"seq\":1}", PARTIAL);
        assertNoFalseZero(receipts);
        assertThat(Files.readString(folder.resolve("with.log")))
                .contains("were removed before they were read: receipts begin with what is left");
    }

    @Test
    void receiptsGoOnWithALedgerThatWasMadeAnewAndSayThatTheyArePartial() throws Exception {
        // Given: receipts of some windows, and others of which the ledger was never read
        runUntil("with", true, () -> receipts.size() >= 4 && isLastWhole());
        int lost = published + 1;
        runUntil("without", false, () -> parts.stream().anyMatch(part -> part.contains(id(lost) + "\n")));
        int before = receipts.size();
        makeLedgerAnew();

        // When
        runUntil(
                "again", true, () -> receipts.stream().anyMatch(receipt -> isOf(hour(lost), receipt)) && isLastWhole());

        // Then
        assertThat(receipts.get(before)).contains("\"seq\":" + (before + 1) + "}");
        assertThat(receipts)
                .filteredOn(receipt -> isOf(hour(lost), receipt))
                .singleElement()
                .asString()
                .contains("\"read\":0", PARTIAL);
        assertNoFalseZero(receipts.subList(before, receipts.size()));
        assertThat(Files.readString(folder.resolve("again.log")))
                .contains("the ledger was made anew: what it held before and nobody had read is gone");
    }

    private static void assertNoFalseZero(List<String> receipts) {
        assertThat(receipts)
                .as("no window whose events are not known says that there were none")
                .filteredOn(receipt -> receipt.contains("\"read\":0"))
                .allSatisfy(receipt -> assertThat(receipt).contains(PARTIAL));
    }

    private boolean isLastWhole() {
        return !receipts.get(receipts.size() - 1).contains(PARTIAL);
    }

    private static boolean isOf(Instant start, String receipt) {
        return receipt.contains("\"start\":\"" + start + "\"");
    }

    /** Runs the application until this holds, and kills it; time goes on meanwhile, and parts and receipts are taken. */
    private void runUntil(String name, boolean withReceipts, Callable<Boolean> holds) throws Exception {
        Map<String, String> options = new HashMap<>(Map.of(KilledStreams.CLOCK_BEHIND, AGO.toString()));
        if (!withReceipts) {
            options.put(KilledStreams.RECEIPTS, "off");
        }
        try (ChildProcess process = ChildProcess.start(
                stack.broker.bootstrapServers(),
                folder,
                folder.resolve("streams"),
                folder.resolve(name + ".log"),
                options)) {
            await(name).atMost(PATIENCE).pollInterval(POLL).until(() -> {
                process.requireAlive();
                timeGoesOn();
                for (ConsumerRecord<byte[], byte[]> record : reader.toEnd()) {
                    (TopicReader.isPart(record) ? parts : receipts)
                            .add(new String(record.value(), StandardCharsets.UTF_8));
                }
                return holds.call();
            });
            process.kill();
        }
    }

    private void timeGoesOn() {
        for (int event = 0; event < 2; event++) {
            published++;
            byte[] json = new TestEvent(id(published), "acme", hour(published).toString()).json();
            producer.send(new ProducerRecord<>(INPUT, 0, hour(published).toEpochMilli(), null, json));
        }
    }

    private static String id(int event) {
        return "e-" + event;
    }

    private Instant hour(int event) {
        return begin.plus(Duration.ofHours(event));
    }

    private void makeLedgerAnew() throws Exception {
        admin.deleteTopics(List.of(Topics.LEDGER)).all().get();
        await("the topic is gone, and so are the processes that were killed")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> {
                    TopicPlan.of(stack.exports, TOPICS).apply(admin);
                    new StartOffsets(admin, LocalStreams.APPLICATION_ID).commit();
                });
    }

    private void removeLedger() throws Exception {
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        ledgerEnds().forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
        admin.deleteRecords(all).all().get();
    }

    private Map<TopicPartition, Long> ledgerEnds() throws Exception {
        return TopicEnds.of(
                stack.broker,
                IntStream.range(0, Topics.LEDGER_PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(Topics.LEDGER, partition))
                        .toList());
    }
}
