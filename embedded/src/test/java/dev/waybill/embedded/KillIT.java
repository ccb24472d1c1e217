package dev.waybill.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.Topics;
import dev.waybill.spec.Source;
import dev.waybill.topics.TopicSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Streams application, in a process of its own, is killed with SIGKILL again and again while events are published.
 * Windows are two to ten seconds long, so that parts are emitted all the time; an event would have to be held up for
 * the grace of ten seconds to be late. In the end every published event stands in the committed parts of each export of its tenant, exactly once.
 *
 * <p>{@code -Dkills=N} kills it more often than the five times of a build, {@code -Dkill.seed=S} at other moments; see
 * {@code docs/how-to/prove-exactly-once.md}.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("kills", 5);
    private static final long SEED = Long.getLong("kill.seed", 20_260_304L);
    private static final int TENANTS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int BURST = 60;
    private static final Duration BETWEEN_BURSTS = Duration.ofMillis(100);

    @TempDir
    Path folder;

    /** How many records there are of an event. */
    private final Map<String, Integer> published = new ConcurrentHashMap<>();

    private final Random choice = new Random(SEED + 1);

    @Test
    void deliversEveryEventOnceThoughKilledAgainAndAgain() throws Exception {
        // Given
        Random random = new Random(SEED);
        ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor();
        try (WholeStack stack = new WholeStack(folder, specs(), TopicSettings.EMBEDDED, Map.of());
                WholeStack.CommittedRecords reader =
                        new WholeStack.CommittedRecords(stack.broker.bootstrapServers(), exportTopics())) {
            KafkaProducer<byte[], byte[]> producer = stack.producer();
            publisher.scheduleAtFixedRate(() -> publish(producer), 0, BETWEEN_BURSTS.toMillis(), TimeUnit.MILLISECONDS);
            Map<String, Map<String, Integer>> delivered = new TreeMap<>();
            AtomicInteger parts = new AtomicInteger();

            // When
            for (int kill = 1; kill <= KILLS; kill++) {
                Process process = start(stack, kill);
                try {
                    int partsBefore = parts.get();
                    await("parts of run " + kill).atMost(PATIENCE).until(() -> {
                        assertThat(process.isAlive()).as("see run-*.log").isTrue();
                        return read(reader, delivered, parts) > partsBefore;
                    });
                    // Any moment after the first commit with a part: this is no wait for something to happen.
                    process.waitFor(random.nextInt(2_500), TimeUnit.MILLISECONDS);
                } finally {
                    process.destroyForcibly().waitFor();
                }
                System.out.printf("killed %d times, %d parts committed so far%n", kill, read(reader, delivered, parts));
            }
            publisher.shutdown();
            assertThat(publisher.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            producer.flush();

            // Then
            Process last = start(stack, KILLS + 1);
            try {
                await().atMost(PATIENCE).untilAsserted(() -> {
                    read(reader, delivered, parts);
                    assertThat(count(delivered)).isGreaterThanOrEqualTo(3L * published.size());
                });
            } finally {
                last.destroyForcibly().waitFor();
            }
            read(reader, delivered, parts);
            System.out.printf(
                    "%d kills (seed %d): %d records published, %d different events, %d parts, %d rows in three exports%n",
                    KILLS,
                    SEED,
                    published.values().stream().mapToInt(Integer::intValue).sum(),
                    published.size(),
                    parts.get(),
                    count(delivered));
            delivered.forEach((id, times) -> assertThat(times).as(id).isEqualTo(Map.of("a", 1, "b", 1, "c", 1)));
            assertThat(delivered.keySet()).isEqualTo(published.keySet());
        } finally {
            publisher.shutdownNow();
        }
    }

    private static Map<String, String> specs() {
        Map<String, String> specs = new TreeMap<>();
        for (int i = 0; i < TENANTS; i++) {
            specs.put("tenant-" + i, """
                    tenant: tenant-%1$d
                    exports:
                      - id: a
                        source: download
                        format: { kind: csv, columns: [event_id], compression: none }
                        schedule: { every: "*/2 * * * * *", grace: PT10S }
                        part-size: 2KiB
                        destination: { kind: file, directory: /tmp }
                      - id: b
                        source: download
                        delivery: shared
                        format: { kind: csv, columns: [event_id, uri], compression: gzip }
                        schedule: { every: "*/5 * * * * *", grace: PT10S }
                        destination: { kind: file, directory: /tmp }
                      - id: c
                        source: download
                        delivery: shared
                        format: { kind: csv, columns: [event_id], compression: zstd }
                        schedule: { every: "*/10 * * * * *", grace: PT10S }
                        part-size: 1KiB
                        destination: { kind: file, directory: /tmp }
                    """.formatted(i));
        }
        return specs;
    }

    private static List<String> exportTopics() {
        List<String> topics = new ArrayList<>(List.of(Topics.SHARED_DELIVERY));
        for (int i = 0; i < TENANTS; i++) {
            topics.add("export.tenant-" + i + ".a");
        }
        return topics;
    }

    /** Publishes some events, every twentieth or so twice. They arrive now. */
    private void publish(KafkaProducer<byte[], byte[]> producer) {
        for (int i = 0; i < BURST; i++) {
            Instant arrival = Instant.now();
            TestEvent event = new TestEvent(
                            "e-" + published.size(),
                            "tenant-" + choice.nextInt(TENANTS),
                            arrival.minusMillis(choice.nextInt(900)).toString())
                    .with("uri", "/" + Long.toHexString(choice.nextLong()));
            int copies = choice.nextInt(20) == 0 ? 2 : 1;
            for (int copy = 0; copy < copies; copy++) {
                producer.send(new ProducerRecord<>(
                        Topics.input(Source.DOWNLOAD),
                        null,
                        arrival.toEpochMilli(),
                        event.tenant.getBytes(StandardCharsets.UTF_8),
                        event.json()));
            }
            published.put(event.id, copies);
        }
    }

    /** Starts the application in a process of its own; its output goes to a file in the folder. */
    private Process start(WholeStack stack, int run) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledStreams.class.getName(),
                        stack.broker.bootstrapServers(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run-" + run + ".log").toFile())
                .start();
    }

    /** Adds what has been committed since the last call: how often each event is in each export. Returns all parts. */
    private static int read(
            WholeStack.CommittedRecords reader, Map<String, Map<String, Integer>> delivered, AtomicInteger parts)
            throws IOException {
        for (ConsumerRecord<byte[], byte[]> part : reader.toEnd()) {
            parts.incrementAndGet();
            String export = header(part, PartHeaders.EXPORT);
            String[] rows = DeliveredFiles.text(header(part, PartHeaders.OBJECT), part.value())
                    .split("\n");
            assertThat(rows).hasSize(Integer.parseInt(header(part, PartHeaders.EVENTS)) + 1);
            for (int i = 1; i < rows.length; i++) {
                delivered
                        .computeIfAbsent(rows[i].split(",")[0], id -> new TreeMap<>())
                        .merge(export, 1, Integer::sum);
            }
        }
        return parts.get();
    }

    private static String header(ConsumerRecord<byte[], byte[]> part, String name) {
        Header header = part.headers().lastHeader(name);
        assertThat(header).as(name).isNotNull();
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static long count(Map<String, Map<String, Integer>> delivered) {
        return delivered.values().stream()
                .flatMap(times -> times.values().stream())
                .mapToLong(Integer::longValue)
                .sum();
    }
}
