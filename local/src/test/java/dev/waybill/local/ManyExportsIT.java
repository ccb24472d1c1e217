package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.topics.TopicSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two thousand exports of a thousand tenants, half of them over topics of their own and half over the shared one,
 * through one broker, one Streams application and one connector, to folders. Every event of every tenant must be in the
 * files of its own two exports once, and in no others, and the receipts of each export say so.
 */
class ManyExportsIT {
    private static final int TENANTS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** All windows of this day have closed, so that each export has its receipt. */
    private static final Instant DAY = Instant.now()
            .minus(Duration.ofMinutes(15))
            .truncatedTo(ChronoUnit.DAYS)
            .minus(Duration.ofDays(1));

    private static final Instant FIRST_HOUR = DAY.plus(Duration.ofHours(5));
    private static final Instant SECOND_HOUR = FIRST_HOUR.plus(Duration.ofHours(1));
    private static final Instant ARRIVAL = SECOND_HOUR.plus(Duration.ofMinutes(5));

    @TempDir
    Path folder;

    @Test
    void deliversTheEventsOfTwoThousandExportsExactly() throws Exception {
        // Given
        Map<String, List<String>> expected = new TreeMap<>();
        try (WholeStack stack = new WholeStack(folder, specs(), TopicSettings.EMBEDDED, Map.of())) {
            KafkaProducer<byte[], byte[]> producer = stack.producer();
            for (int i = 0; i < TENANTS; i++) {
                publish(producer, i, expected);
            }
            producer.flush();

            // When
            stack.startStreams();
            stack.startDelivery();

            // Then
            long objects = 2 * TENANTS + 2 * (TENANTS / 2);
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
                assertThat(stack.crashes).isEmpty();
                assertThat(files()).hasSize((int) objects);
            });
            assertThat(delivered()).isEqualTo(expected);
            assertThat(expected).hasSize(2 * TENANTS);
            stack.awaitClean(DAY.plus(Duration.ofDays(1)));
        }
    }

    private Map<String, String> specs() {
        Map<String, String> specs = new TreeMap<>();
        for (int i = 0; i < TENANTS; i++) {
            specs.put(tenant(i), """
                    tenant: %1$s
                    exports:
                      - id: own
                        source: download
                        receipts: daily
                        format: { kind: csv, columns: [event_id], compression: none }
                        destination: { kind: file, directory: "%2$s", prefix: %1$s/own }
                      - id: shared
                        source: download
                        receipts: daily
                        delivery: shared
                        format: { kind: csv, columns: [event_id], compression: none }
                        destination: { kind: file, directory: "%2$s", prefix: %1$s/shared }
                    """.formatted(tenant(i), out()));
        }
        return specs;
    }

    private Path out() {
        return folder.resolve("out");
    }

    private static String tenant(int number) {
        return "tenant-%04d".formatted(number);
    }

    /** One to five events in the first hour, and one in the second for every second tenant. */
    private static void publish(
            KafkaProducer<byte[], byte[]> producer, int number, Map<String, List<String>> expected) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i <= number % 5; i++) {
            ids.add(send(producer, tenant(number), i, FIRST_HOUR.plusSeconds(i).toString()));
        }
        if (number % 2 == 0) {
            ids.add(send(producer, tenant(number), 9, SECOND_HOUR.toString()));
        }
        expected.put(tenant(number) + "/own", ids);
        expected.put(tenant(number) + "/shared", ids);
    }

    private static String send(KafkaProducer<byte[], byte[]> producer, String tenant, int number, String occurredAt) {
        String id = tenant + "-event-" + number;
        producer.send(new ProducerRecord<>(
                Topics.input(Source.DOWNLOAD),
                null,
                ARRIVAL.toEpochMilli(),
                tenant.getBytes(StandardCharsets.UTF_8),
                new TestEvent(id, tenant, occurredAt).json()));
        return id;
    }

    private List<Path> files() throws IOException {
        return DeliveredFiles.paths(out(), ".*\\.csv");
    }

    /** Event ids by tenant and export, in the order of the objects' names. */
    private Map<String, List<String>> delivered() throws IOException {
        Map<String, List<String>> delivered = new TreeMap<>();
        for (Path file : files()) {
            Path path = out().relativize(file);
            List<String> lines = Files.readAllLines(file);
            assertThat(lines.get(0)).isEqualTo("event_id");
            delivered
                    .computeIfAbsent(path.getName(0) + "/" + path.getName(1), export -> new ArrayList<>())
                    .addAll(lines.subList(1, lines.size()));
        }
        return delivered;
    }
}
