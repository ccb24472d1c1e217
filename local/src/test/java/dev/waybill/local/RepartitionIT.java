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
import dev.waybill.verify.check.Summary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events are keyed by anything but their tenant, and many are sent twice, to different partitions. With
 * {@code repartition: true} each window is one file and each event is in it once; without, every event is delivered, once
 * for each partition that a copy of it came to. The application is killed while it copies, and again when it has read
 * everything and only waits for the window to end: no more events come after that. The window's receipts say what is there.
 */
class RepartitionIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int EVENTS = 400;
    private static final int WINDOW_SECONDS = 5;
    private static final List<String> TENANTS = List.of("acme", "globex");
    private static final String INPUT = Topics.input(Source.DOWNLOAD);
    private static final String COPIES = Topics.byTenant(Source.DOWNLOAD);
    /** Each is the application's id, and that of the export it delivers. */
    private static final String BY_TENANT = "by-tenant";

    private static final String AS_SENT = "as-sent";
    private static final TopicSettings TOPICS = new TopicSettings(
            1, 1, 4, 4, InputTimestamps.LOG_APPEND_TIME, Duration.ofDays(7), 10L << 30, Duration.ofDays(7));

    @TempDir
    Path folder;

    private final Random random = new Random(20_260_304);
    /** How many partitions have a copy of each event. */
    private final Map<String, Integer> partitions = new TreeMap<>();

    private final Map<String, String> tenants = new TreeMap<>();
    private Instant windowStart = Instant.EPOCH;

    @Test
    void deliversWhatIsKeyedBySomethingElseThanItsTenant() throws Exception {
        // Given
        try (WholeStack stack = new WholeStack(folder, specs(), TOPICS, Map.of())) {
            createTopicsByTenant(stack);
            KafkaProducer<byte[], byte[]> producer = stack.producer();
            RecordMetadata broken = publish(producer);

            // When
            try (ChildProcess process = start(stack, BY_TENANT)) {
                awaitCopies(stack, process);
                process.kill();
            }
            try (ChildProcess process = start(stack, BY_TENANT)) {
                awaitReadToTheEnd(stack, process);
                process.kill();
            }
            try (DeliveredRows byTenant = delivered(stack, BY_TENANT);
                    DeliveredRows asSent = delivered(stack, AS_SENT);
                    ChildProcess repartitioning = start(stack, BY_TENANT);
                    ChildProcess other = start(stack, AS_SENT)) {
                awaitRows(byTenant, EVENTS, repartitioning);
                awaitRows(asSent, partitions.values().stream().mapToInt(n -> n).sum(), other);
                judge(stack, byTenant, repartitioning);
                judge(stack, asSent, other);
                repartitioning.kill();
                other.kill();

                // Then
                assertThat(byTenant.read().byEvent().keySet()).isEqualTo(partitions.keySet());
                assertThat(byTenant.rows()).isEqualTo(EVENTS);
                assertThat(byTenant.parts()).isEqualTo(TENANTS.size());
                Map<String, Integer> copies = new TreeMap<>();
                asSent.read().byEvent().forEach((id, times) -> copies.put(id, times.get(AS_SENT)));
                assertThat(copies).isEqualTo(partitions);
                assertThat(asSent.parts()).isEqualTo(TENANTS.size() * TOPICS.inputPartitions());
            }
            assertThat(stack.committed(Topics.QUARANTINE))
                    .hasSize(2)
                    .allSatisfy(ticket -> assertThat(new String(ticket.value(), StandardCharsets.UTF_8))
                            .startsWith("{\"topic\":\"%s\",\"partition\":%d,\"offset\":%d,"
                                    .formatted(INPUT, broken.partition(), broken.offset())));
        }
    }

    /** Each tenant's window has a receipt that says what is there. */
    private void judge(WholeStack stack, DeliveredRows delivered, ChildProcess process) {
        Path placed = folder.resolve("placed-" + System.nanoTime());
        for (String tenant : TENANTS) {
            Summary summary = stack.judge.awaitClean(
                    () -> {
                        process.requireAlive();
                        delivered.read().placeIn(placed);
                        return placed.resolve(tenant);
                    },
                    windowStart.plusSeconds(WINDOW_SECONDS));
            long rows = delivered.byEvent().keySet().stream()
                    .filter(id -> tenant.equals(tenants.get(id)))
                    .mapToLong(id -> delivered.byEvent().get(id).values().stream()
                            .mapToInt(n -> n)
                            .sum())
                    .sum();
            assertThat(summary.exports())
                    .singleElement()
                    .satisfies(export -> assertThat(export.counts().delivered()).isEqualTo(rows));
        }
    }

    /** Publishes all events, which happen in the window of now, and a record that is no event. */
    private RecordMetadata publish(KafkaProducer<byte[], byte[]> producer) throws Exception {
        long window = Math.floorDiv(Instant.now().getEpochSecond(), WINDOW_SECONDS);
        windowStart = Instant.ofEpochSecond(window * WINDOW_SECONDS);
        Map<String, List<Future<RecordMetadata>>> sent = new TreeMap<>();
        for (int i = 0; i < EVENTS; i++) {
            TestEvent event = new TestEvent(
                    "e-" + i,
                    TENANTS.get(random.nextInt(TENANTS.size())),
                    windowStart
                            .plusMillis(random.nextInt(WINDOW_SECONDS * 1000))
                            .toString());
            tenants.put(event.id, event.tenant);
            int copies = 1 + random.nextInt(2);
            for (int copy = 0; copy < copies; copy++) {
                byte[] key = ("key-" + random.nextInt(1000)).getBytes(StandardCharsets.UTF_8);
                sent.computeIfAbsent(event.id, id -> new ArrayList<>())
                        .add(producer.send(new ProducerRecord<>(INPUT, key, event.json())));
            }
        }
        for (Map.Entry<String, List<Future<RecordMetadata>>> event : sent.entrySet()) {
            Set<Integer> in = new TreeSet<>();
            for (Future<RecordMetadata> copy : event.getValue()) {
                in.add(copy.get().partition());
            }
            partitions.put(event.getKey(), in.size());
        }
        return producer.send(new ProducerRecord<>(INPUT, 3, null, new byte[] {9, 9, 9}))
                .get();
    }

    private static void createTopicsByTenant(WholeStack stack) {
        try (Admin admin = stack.broker.admin()) {
            TopicPlan.of(stack.exports, TOPICS).repartitioned().apply(admin);
            new StartOffsets(admin, BY_TENANT).commit();
            new StartOffsets(admin, AS_SENT).commit();
        }
    }

    private static DeliveredRows delivered(WholeStack stack, String export) throws Exception {
        TopicReader reader = TopicReader.committed(
                stack.broker.bootstrapServers(),
                TENANTS.stream()
                        .map(tenant -> Topics.dedicated(new ExportId(tenant, export)))
                        .toList());
        reader.toEnd();
        return new DeliveredRows(reader);
    }

    /** Waits until the first copies have reached the broker, whatever becomes of their transaction. */
    private static void awaitCopies(WholeStack stack, ChildProcess process) {
        try (TopicReader copies = TopicReader.uncommitted(stack.broker.bootstrapServers(), List.of(COPIES))) {
            await().atMost(PATIENCE).until(() -> {
                process.requireAlive();
                return !copies.poll(Duration.ofMillis(100)).isEmpty();
            });
        }
    }

    /** Waits until the application has committed the end of both topics, the one it copies first. */
    private static void awaitReadToTheEnd(WholeStack stack, ChildProcess process) {
        try (Admin admin = stack.broker.admin()) {
            await().atMost(PATIENCE).until(() -> {
                process.requireAlive();
                return isReadToTheEnd(admin, INPUT) && isReadToTheEnd(admin, COPIES);
            });
        }
    }

    private static boolean isReadToTheEnd(Admin admin, String topic) throws Exception {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < TOPICS.inputPartitions(); partition++) {
            latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                admin.listOffsets(latest).all().get();
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(BY_TENANT)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream()
                .allMatch(end ->
                        committed.get(end.getKey()).offset() == end.getValue().offset());
    }

    private static void awaitRows(DeliveredRows delivered, int rows, ChildProcess process) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            process.requireAlive();
            assertThat(delivered.read().rows()).isEqualTo(rows);
        });
    }

    private ChildProcess start(WholeStack stack, String application) throws Exception {
        return ChildProcess.start(
                stack.broker.bootstrapServers(),
                folder,
                folder.resolve("streams"),
                folder.resolve(application + "-" + System.nanoTime() + ".log"),
                Map.of(
                        "application.id",
                        application,
                        KilledStreams.EXPORT,
                        application,
                        KilledStreams.REPARTITION,
                        Boolean.toString(application.equals(BY_TENANT))));
    }

    private static Map<String, String> specs() {
        Map<String, String> specs = new TreeMap<>();
        for (String tenant : TENANTS) {
            specs.put(
                    tenant, "tenant: " + tenant + "\nexports:\n" + export(tenant, BY_TENANT) + export(tenant, AS_SENT));
        }
        return specs;
    }

    private static String export(String tenant, String id) {
        return """
              - id: %s
                source: download
                receipts: window
                format: { kind: csv, columns: [event_id], compression: none }
                schedule: { every: "*/%d * * * * *", grace: PT25S }
                destination: { kind: file, directory: /exports/%s }
            """.formatted(id, WINDOW_SECONDS, tenant);
    }
}
