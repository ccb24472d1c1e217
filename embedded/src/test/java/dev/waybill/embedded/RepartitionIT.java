package dev.waybill.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.contract.Topics;
import dev.waybill.spec.Source;
import dev.waybill.topics.InputTimestamps;
import dev.waybill.topics.StartOffsets;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events are keyed by anything but their tenant, and many are sent twice, to different partitions. With
 * {@code repartition: true} each window is one file and each event is in it once; without, every event is delivered, once
 * for each partition that a copy of it came to. The application is killed in between.
 */
@EnabledIfSystemProperty(
        named = "repartition",
        matches = "true",
        disabledReason = "takes up to four minutes; run it with -Drepartition=true")
class RepartitionIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int EVENTS = 400;
    private static final int WINDOW_SECONDS = 10;
    private static final List<String> TENANTS = List.of("acme", "globex");
    private static final String INPUT = Topics.input(Source.DOWNLOAD);
    private static final TopicSettings TOPICS = new TopicSettings(
            1, 1, 4, 4, InputTimestamps.LOG_APPEND_TIME, Duration.ofDays(7), 10L << 30, Duration.ofDays(7));

    @TempDir
    Path folder;

    private final Random random = new Random(20_260_304);
    /** How many partitions have a copy of each event. */
    private final Map<String, Integer> partitions = new TreeMap<>();

    @Test
    void deliversWhatIsKeyedBySomethingElseThanItsTenant() throws Exception {
        // Given
        try (WholeStack stack = new WholeStack(folder, specs(), TOPICS, Map.of())) {
            createTopicsByTenant(stack);
            KafkaProducer<byte[], byte[]> producer = stack.producer();
            RecordMetadata broken = publish(producer);

            // When
            try (DeliveredRows delivered = delivered(stack);
                    ChildProcess killed = start(stack, "waybill", true)) {
                killed.runFor(Duration.ofSeconds(6));
                killed.kill();
                try (ChildProcess process = start(stack, "waybill", true)) {
                    awaitRows(delivered, EVENTS, process);
                    process.kill();
                }

                // Then
                assertThat(delivered.byEvent().keySet()).isEqualTo(partitions.keySet());
                assertThat(delivered.parts()).isEqualTo(TENANTS.size());
                List<ConsumerRecord<byte[], byte[]>> tickets = stack.committed(Topics.QUARANTINE);
                assertThat(tickets)
                        .singleElement()
                        .satisfies(ticket -> assertThat(new String(ticket.value(), StandardCharsets.UTF_8))
                                .startsWith("{\"topic\":\"%s\",\"partition\":%d,\"offset\":%d,"
                                        .formatted(INPUT, broken.partition(), broken.offset())));
            }

            // When
            try (Admin admin = stack.broker.admin()) {
                new StartOffsets(admin, "as-sent").commit();
            }
            try (DeliveredRows delivered = delivered(stack);
                    ChildProcess process = start(stack, "as-sent", false)) {
                awaitRows(
                        delivered, partitions.values().stream().mapToInt(n -> n).sum(), process);
                process.kill();

                // Then
                Map<String, Integer> copies = new TreeMap<>();
                delivered.byEvent().forEach((id, times) -> copies.put(id, times.get("all")));
                assertThat(copies).isEqualTo(partitions);
                assertThat(delivered.parts()).isEqualTo(TENANTS.size() * 4);
            }
        }
    }

    /** Publishes all events, which happen in one window that begins soon, and a record that is no event. */
    private RecordMetadata publish(KafkaProducer<byte[], byte[]> producer) throws Exception {
        long window = Math.floorDiv(Instant.now().getEpochSecond(), WINDOW_SECONDS) + 1;
        Instant start = Instant.ofEpochSecond(window * WINDOW_SECONDS);
        Map<String, TreeSet<Integer>> sent = new TreeMap<>();
        for (int i = 0; i < EVENTS; i++) {
            TestEvent event = new TestEvent(
                    "e-" + i,
                    TENANTS.get(random.nextInt(TENANTS.size())),
                    start.plusMillis(random.nextInt(WINDOW_SECONDS * 1000)).toString());
            int copies = 1 + random.nextInt(2);
            for (int copy = 0; copy < copies; copy++) {
                byte[] key = ("key-" + random.nextInt(1000)).getBytes(StandardCharsets.UTF_8);
                int partition = producer.send(new ProducerRecord<>(INPUT, key, event.json()))
                        .get()
                        .partition();
                sent.computeIfAbsent(event.id, id -> new TreeSet<>()).add(partition);
            }
        }
        sent.forEach((id, in) -> partitions.put(id, in.size()));
        return producer.send(new ProducerRecord<>(INPUT, 3, null, new byte[] {9, 9, 9}))
                .get();
    }

    private static void createTopicsByTenant(WholeStack stack) {
        try (Admin admin = stack.broker.admin()) {
            TopicPlan.of(stack.exports, TOPICS).repartitioned().apply(admin);
            new StartOffsets(admin, "waybill").commit();
        }
    }

    private static DeliveredRows delivered(WholeStack stack) throws Exception {
        TopicReader reader = TopicReader.committed(
                stack.broker.bootstrapServers(),
                TENANTS.stream().map(tenant -> "export." + tenant + ".all").toList());
        reader.toEnd();
        return new DeliveredRows(reader);
    }

    private static void awaitRows(DeliveredRows delivered, int rows, ChildProcess process) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            process.requireAlive();
            assertThat(delivered.read().rows()).isEqualTo(rows);
        });
    }

    private ChildProcess start(WholeStack stack, String applicationId, boolean repartition) throws Exception {
        return ChildProcess.start(
                stack.broker.bootstrapServers(),
                folder,
                folder.resolve("streams"),
                folder.resolve(applicationId + "-" + System.nanoTime() + ".log"),
                Map.of("application.id", applicationId, "repartition", Boolean.toString(repartition)));
    }

    private static Map<String, String> specs() {
        Map<String, String> specs = new TreeMap<>();
        for (String tenant : TENANTS) {
            specs.put(tenant, """
                    tenant: %s
                    exports:
                      - id: all
                        source: download
                        format: { kind: csv, columns: [event_id], compression: none }
                        schedule: { every: "*/%d * * * * *", grace: PT20S }
                        destination: { kind: file, directory: /tmp }
                    """.formatted(tenant, WINDOW_SECONDS));
        }
        return specs;
    }
}
