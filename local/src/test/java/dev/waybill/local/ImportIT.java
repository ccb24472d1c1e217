package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./waybill import} against a real broker. */
class ImportIT {
    private static final TopicPartition INPUT = new TopicPartition("download-events", 0);
    private static final String LINE =
            "203.0.113.%d - - [17/May/2015:10:05:03 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" \"curl/8\"";

    @TempDir
    private static Path folder;

    private static EmbeddedBroker broker;

    private final StringWriter out = new StringWriter();

    @BeforeAll
    static void startBroker() throws IOException {
        broker = EmbeddedBroker.start(folder.resolve("broker"));
        Path tenants = Files.createDirectory(folder.resolve("tenants"));
        Files.writeString(tenants.resolve("acme.yaml"), """
                tenant: acme
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv }
                    schedule: { every: hourly }
                    destination: { kind: file, directory: /tmp/buckets }
                """);
        Files.writeString(folder.resolve("local.json"), "{\"bootstrap\":\"" + broker.bootstrapServers() + "\"}");
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void emptyTopic() throws Exception {
        try (Admin admin = broker.admin()) {
            if (admin.listTopics().names().get().contains(INPUT.topic())) {
                admin.deleteTopics(List.of(INPUT.topic())).all().get();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !admin.listTopics().names().get().contains(INPUT.topic()));
            }
        }
    }

    @Test
    void publishesEveryLineOnceHoweverOftenItIsImported() throws Exception {
        // Given
        createTopic(Map.of("retention.ms", "-1"));
        String log = log("first.log", 6_000);

        // When
        int first = run(log);
        int second = run(log);
        int late = run("--late", log);

        // Then
        assertThat(List.of(first, second, late)).as(out.toString()).containsOnly(0);
        assertThat(out.toString())
                .contains("first.log: 5,000 of 6,001 lines")
                .contains("first.log: 6,001 lines: 6,000 events published, 0 had been before, 1 set aside")
                .contains("first.log: 6,001 lines: 0 events published, 6,000 had been before, 1 set aside");
        List<ConsumerRecord<String, String>> records = records();
        assertThat(records).hasSize(6_000);
        assertThat(records.stream().map(ConsumerRecord::value).collect(Collectors.toSet()))
                .hasSize(6_000);
        assertThat(records)
                .allSatisfy(record -> assertThat(record.timestamp())
                        .isEqualTo(Instant.parse("2015-05-17T10:05:03Z").toEpochMilli()));
    }

    @Test
    void aLogThatHasGrownAddsOnlyWhatIsNew() throws Exception {
        // Given
        createTopic(Map.of("retention.ms", "-1"));
        Path log = Path.of(log("growing.log", 5_200));
        assertThat(run(log.toString())).isZero();
        Files.writeString(log, LINE.formatted(1) + "\n" + LINE.formatted(2) + "\n", StandardOpenOption.APPEND);
        Files.writeString(log, "203.0.113.7 - - [17/May/2015:10:05:03 +0000] \"GE", StandardOpenOption.APPEND);

        // When
        int grown = run(log.toString());

        // Then
        assertThat(grown).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("growing.log: 5,203 lines: 2 events published, 5,200 had been before, 1 set aside")
                .contains("growing.log: the last line has no line end");
        assertThat(records().stream().map(ConsumerRecord::value).distinct()).hasSize(5_202);
    }

    @Test
    void aLogMayBeImportedAgainInAnotherFormat() throws Exception {
        // Given
        createTopic(Map.of("retention.ms", "-1"));
        Path log = folder.resolve("wrong.log");
        Files.writeString(log, "dl.example.test 203.0.113.9 - - " + LINE.substring(LINE.indexOf('[')) + "\n");
        int wrong = run(log.toString());

        // When
        int right = run("--format", "vhost-combined", log.toString());
        int again = run("--format", "vhost-combined", log.toString());

        // Then
        assertThat(List.of(wrong, right, again)).as(out.toString()).containsExactly(1, 0, 0);
        assertThat(out.toString())
                .contains("wrong.log: 1 of them would fit --format vhost-combined")
                .contains("wrong.log: 1 lines: 1 events published, 0 had been before, 0 set aside")
                .contains("wrong.log: 1 lines: 0 events published, 1 had been before, 0 set aside");
        assertThat(records()).hasSize(1);
    }

    @Test
    void theSameLinesInTwoFormatsAreDifferentEvents() throws Exception {
        // Given
        createTopic(Map.of("retention.ms", "-1"));
        String log = log("twice.log", 2);

        // When
        int named = run(log);
        int described = run(
                "--format",
                "apache",
                "--log-format",
                "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\"",
                log);

        // Then
        assertThat(List.of(named, described)).as(out.toString()).containsOnly(0);
        assertThat(records().stream().map(ConsumerRecord::value).distinct()).hasSize(4);
    }

    @Test
    void anUnreadableLogDoesNotKeepTheNextOneFromBeingImported() throws Exception {
        // Given
        createTopic(Map.of("retention.ms", "-1"));
        Path archive = Files.write(folder.resolve("old.zip"), new byte[] {'P', 'K', 3, 4, 20, 0});

        // When
        int exit = run(archive.toString(), log("next.log", 3));

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString())
                .contains("import of " + archive + " failed: it is a zip archive; unpack it first")
                .contains("next.log: 4 lines: 3 events published, 0 had been before, 1 set aside");
        assertThat(records()).hasSize(3);
    }

    @Test
    void lateRecordsAreStampedNowAndNeedNoRetention() throws Exception {
        // Given
        createTopic(Map.of());
        String log = log("late.log", 3);
        long before = System.currentTimeMillis();

        // When
        int exit = run("--late", log);

        // Then
        assertThat(exit).as(out.toString()).isZero();
        assertThat(records())
                .hasSize(3)
                .allSatisfy(record -> assertThat(record.timestamp()).isGreaterThanOrEqualTo(before));
    }

    @Test
    void refusesATopicThatWouldForgetTheEventsUnread() throws Exception {
        // Given
        createTopic(Map.of("retention.ms", "604800000"));

        // When
        int exit = run(log("old.log", 3));

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString())
                .contains("keeps records for 168 hours by their timestamps")
                .contains("--late");
        assertThat(records()).isEmpty();
    }

    @Test
    void saysThatTheTopicIsMissing() throws IOException {
        // When
        int exit = run(log("missing.log", 3));

        // Then
        assertThat(exit).isEqualTo(1);
        assertThat(out.toString())
                .contains("topic download-events does not exist at " + broker.bootstrapServers()
                        + "; create it with ./waybill topics");
    }

    /** The broker may know of the topic later than its controller does. */
    private static void createTopic(Map<String, String> config) {
        try (Admin admin = broker.admin()) {
            await().ignoreExceptions().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                broker.createTopic(INPUT.topic(), 1, config);
                assertThat(admin.describeTopics(List.of(INPUT.topic()))
                                .allTopicNames()
                                .get())
                        .containsKey(INPUT.topic());
            });
        }
    }

    /** So many lines, and one that is none. */
    private static String log(String name, int lines) throws IOException {
        List<String> content =
                IntStream.range(0, lines).mapToObj(i -> LINE.formatted(i % 200)).collect(Collectors.toList());
        content.add(lines / 2, "cut off");
        return Files.write(folder.resolve(name), content).toString();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("import", "--tenant", "acme", "--data", folder.toString()));
        all.addAll(List.of("--tenants", folder.resolve("tenants").toString()));
        if (!List.of(arguments).contains("--format")) {
            all.addAll(List.of("--format", "combined"));
        }
        all.addAll(List.of(arguments));
        PrintWriter writer = new PrintWriter(out, true);
        return Main.execute(writer, writer, all.toArray(String[]::new));
    }

    private static List<ConsumerRecord<String, String>> records() throws Exception {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "isolation.level", "read_committed",
                "max.poll.records", "10000");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(INPUT));
            consumer.seekToBeginning(List.of(INPUT));
            long end = TopicEnds.of(broker, List.of(INPUT)).get(INPUT);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (consumer.position(INPUT) < end) {
                consumer.poll(Duration.ofSeconds(1)).records(INPUT).forEach(records::add);
            }
            return records;
        }
    }
}
