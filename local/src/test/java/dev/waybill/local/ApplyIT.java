package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.snapshot.Backup;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.cli.Main;
import dev.waybill.clients.RealClients;
import dev.waybill.contract.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan}, {@code apply} and {@code forget} on a real broker. */
class ApplyIT {
    private static final String SPEC = """
            tenant: %s
            exports:
              - id: downloads
                source: download
                format: { kind: %s }
                destination: { kind: file, directory: /tmp/%1$s }
            """;
    private static final String TOPIC = "export.acme.downloads";
    private static final String SINK_GROUP = "connect-waybill-sink";

    @TempDir
    static Path brokerFolder;

    @TempDir
    Path folder;

    private static EmbeddedBroker broker;

    /** Another application for each test: offsets of groups outlive topics. */
    private final String application = "waybill-" + UUID.randomUUID();

    private Path tenants;
    private String out = "";

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(brokerFolder);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void makeFolder() throws Exception {
        tenants = Files.createDirectory(folder.resolve("tenants"));
        write("acme", "csv");
    }

    @AfterEach
    void deleteTopics() throws Exception {
        try (Admin admin = broker.admin()) {
            Set<String> topics = admin.listTopics().names().get();
            admin.deleteTopics(topics).all().get(30, TimeUnit.SECONDS);
            Awaitility.await().until(() -> admin.listTopics().names().get().isEmpty());
        }
    }

    @Test
    void appliesFromNothingThenChangesThenNothing() throws Exception {
        // When
        assertThat(apply()).as(out).isZero();

        // Then
        assertThat(catalog().tenantIds()).containsExactly("acme");
        assertThat(topics()).contains(TOPIC, "download-events", Topics.CATALOG, Topics.SHARED_DELIVERY);
        assertThat(out).contains("reading starts at download-events-0 offset 0").contains("applied at ");

        // When
        write("acme", "json-lines");
        assertThat(run("plan")).isZero();
        assertThat(out).contains("format.kind: csv -> json-lines").contains("Nothing was changed.");
        assertThat(apply()).isZero();

        // Then
        assertThat(out).contains("~ acme/downloads changed from ");
        assertThat(lastFormat()).isEqualTo("json-lines");
        assertThat(apply()).isZero();
        assertThat(out).contains("nothing to do");
    }

    @Test
    void theGuardKeepsTheCatalog() throws Exception {
        // Given
        apply();
        write("beta", "csv");
        Files.delete(tenants.resolve("acme.yaml"));

        // When
        int refused = apply();

        // Then
        assertThat(refused).isEqualTo(2);
        assertThat(out).contains("If it is meant: --allow tenants-removed");
        assertThat(catalog().tenantIds()).containsExactly("acme");
        assertThat(topics()).doesNotContain("export.beta.downloads");
        assertThat(apply("--allow", "tenants-removed")).isZero();
    }

    @Test
    void oneOfTwoWinsAndTheOtherIsShownTheNewPlan() throws Exception {
        // Given
        apply();
        List<Path> folders = List.of(copyWith("json-lines"), copyWith("json-array"));
        CyclicBarrier bothArePlanned = new CyclicBarrier(2);

        // When
        ExecutorService executor = Executors.newFixedThreadPool(2);
        List<Future<OneOfTwo.Answer>> answers = new ArrayList<>();
        for (Path each : folders) {
            answers.add(executor.submit(
                    () -> OneOfTwo.apply(broker.bootstrapServers(), application, each, bothArePlanned)));
        }
        List<OneOfTwo.Answer> both =
                List.of(answers.get(0).get(), answers.get(1).get());
        executor.shutdown();

        // Then
        assertThat(both).extracting(OneOfTwo.Answer::state).containsExactlyInAnyOrder("APPLIED", "OVERTAKEN");
        OneOfTwo.Answer other = both.stream()
                .filter(answer -> answer.state().equals("OVERTAKEN"))
                .findFirst()
                .orElseThrow();
        assertThat(other.text())
                .contains("Somebody else has changed acme meanwhile; nothing was written. The plan is now:")
                .anyMatch(line -> line.contains("format.kind: " + lastFormat() + " -> "));
    }

    @Test
    void isSimplyRunAgainWhenItWasKilledInTheMiddle() throws Exception {
        // Given
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KilledApply.class.getName(),
                broker.bootstrapServers(),
                application,
                tenants.toString());
        try (ChildProcess killed = ChildProcess.start(command, folder.resolve("killed.log"))) {
            assertThat(killed.end()).as(String.join("\n", killed.output())).isEqualTo(KilledApply.EXIT_CODE);
        }
        assertThat(topics()).contains(TOPIC, Topics.CATALOG);
        assertThat(catalog().settings()).isEmpty();

        // When
        int code = apply();

        // Then
        assertThat(code).as(out).isZero();
        assertThat(catalog().tenantIds()).containsExactly("acme");
    }

    @Test
    void restoresExternalIdsAndReignsAfterTheTopicWasDeleted() throws Exception {
        // Given
        apply();
        Path copy = folder.resolve("copy");
        assertThat(apply("--export", copy.toString())).isZero();
        String before = Backup.of(catalog()).orElseThrow().text();
        deleteTopics();

        // When
        int code = apply("--restore", copy.toString());

        // Then
        assertThat(code).as(out).isZero();
        assertThat(Backup.of(catalog()).orElseThrow().text()).isEqualTo(before);
        assertThat(apply()).as(out).isZero();
        assertThat(Backup.of(catalog()).orElseThrow().text()).isEqualTo(before);
    }

    @Test
    void refusesToBeginAnewWhereTheApplicationHasReadAlready() throws Exception {
        // Given
        apply();
        read("download-events", 3);
        try (Admin admin = broker.admin()) {
            admin.deleteTopics(List.of(Topics.CATALOG)).all().get();
            Awaitility.await().until(() -> !topics().contains(Topics.CATALOG));
        }

        // When
        int code = apply();

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(out).contains("refused by the rule lost-catalog");
        assertThat(topics()).doesNotContain(Topics.CATALOG);
    }

    @Test
    void prunesATopicOnceItsLastPartWasDelivered() throws Exception {
        // Given
        restoreAnExportThatEnded();
        write("beta", "csv");
        Files.delete(tenants.resolve("acme.yaml"));
        apply();
        broker.createTopic(TOPIC, 1, Map.of());
        emitPart();

        // When
        assertThat(apply("--prune")).as(out).isZero();
        String undelivered = out;
        commit(SINK_GROUP, TOPIC, 1);
        assertThat(apply("--prune", "--dry-run")).isZero();
        String planned = out;
        assertThat(topics()).contains(TOPIC);
        assertThat(apply("--prune")).isZero();

        // Then
        assertThat(undelivered)
                .contains("topic " + TOPIC + ": stays: group " + SINK_GROUP + " has delivered nothing of it");
        assertThat(planned).contains("topic " + TOPIC + ": would be deleted");
        assertThat(out).contains("topic " + TOPIC + ": deleted");
        Awaitility.await().until(() -> !topics().contains(TOPIC));
        assertThat(Main.execute(
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(new StringWriter()),
                        "forget",
                        "acme",
                        "--bootstrap",
                        broker.bootstrapServers()))
                .isZero();
        assertThat(catalog().tenantIds()).containsExactly("beta");
    }

    /** As if acme had been removed some days ago. */
    private void restoreAnExportThatEnded() throws Exception {
        Path copy = Files.writeString(folder.resolve("ended"), EndedTenant.backup("acme", "downloads"));
        assertThat(apply("--restore", copy.toString())).as(out).isZero();
    }

    /** In a transaction, so that its marker stands behind the part. */
    private void emitPart() {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "emits");
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, new byte[] {1}));
            producer.commitTransaction();
        }
    }

    /** As if the application had read so many records of a topic. */
    private void read(String topic, int records) throws Exception {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            IntStream.range(0, records).forEach(i -> producer.send(new ProducerRecord<>(topic, new byte[] {1})));
            producer.flush();
        }
        commit(application, topic, records);
    }

    private void commit(String group, String topic, long offset) throws Exception {
        try (Admin admin = broker.admin()) {
            admin.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }

    private Path copyWith(String format) throws Exception {
        Path copy = Files.createDirectory(folder.resolve("tenants-" + format));
        Files.writeString(copy.resolve("acme.yaml"), SPEC.formatted("acme", format));
        return copy;
    }

    private int apply(String... more) {
        return run("apply", more);
    }

    private int run(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--bootstrap", broker.bootstrapServers()));
        arguments.addAll(List.of("--tenants", tenants.toString(), "--application-id", application));
        arguments.addAll(List.of("--replication-factor", "1", "--min-insync-replicas", "1"));
        arguments.addAll(List.of("--input-partitions", "1", "--shared-partitions", "1"));
        arguments.addAll(List.of(more));
        StringWriter text = new StringWriter();
        PrintWriter printer = new PrintWriter(text, true);
        int code = Main.execute(printer, printer, arguments.toArray(String[]::new));
        out = text.toString();
        return code;
    }

    private void write(String tenant, String format) throws Exception {
        Files.writeString(tenants.resolve(tenant + ".yaml"), SPEC.formatted(tenant, format));
    }

    private static Set<String> topics() throws Exception {
        try (Admin admin = broker.admin()) {
            return admin.listTopics().names().get();
        }
    }

    private static String lastFormat() {
        return catalog()
                .tenant("acme")
                .orElseThrow()
                .record()
                .orElseThrow()
                .export("downloads")
                .last()
                .orElseThrow()
                .spec()
                .format()
                .kind();
    }

    private static CatalogSnapshot catalog() {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (CatalogReader reader = CatalogReader.of(new KafkaCatalogTopic(new RealClients(), settings))) {
            return reader.read(Duration.ofSeconds(60)).snapshot();
        }
    }
}
