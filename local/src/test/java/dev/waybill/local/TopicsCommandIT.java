package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.Main;
import dev.waybill.contract.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The life of a cluster's topics, in order: nothing there, created, tampered with, read, and grown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TopicsCommandIT {
    private static final String SPEC = """
            tenant: acme
            exports:
              - id: downloads
                source: download
                format: { kind: csv }
                destination: { kind: file, directory: /tmp/logs }
            """;
    private static final String CHANGELOG = "waybill-blocks-download-changelog";

    private EmbeddedBroker broker;
    private Admin admin;
    private Path tenants;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        tenants = Files.createDirectory(folder.resolve("tenants"));
        Files.writeString(tenants.resolve("acme.yaml"), SPEC);
        broker = EmbeddedBroker.start(folder.resolve("broker"));
        admin = broker.admin();
    }

    @AfterAll
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    @Order(1)
    void dryRunCreatesNothing() throws Exception {
        assertThat(topics("--dry-run")).isEqualTo(1);

        assertThat(out.toString())
                .contains("export.acme.downloads: missing")
                .contains("run ./waybill topics without --dry-run to create it with 1 partition");
        assertThat(admin.listTopics().names().get()).isEmpty();
    }

    @Test
    @Order(2)
    void createsTopicsAndStartOffsetsOnce() throws Exception {
        assertThat(topics()).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("export.acme.downloads: created with 1 partition")
                .contains("starts download-events-0 at offset 0")
                .contains("8 topics, 8 created, 0 things to do");
        assertThat(setting("export.acme.downloads", "retention.ms")).isEqualTo("-1");
        assertThat(setting("export.acme.downloads", "max.message.bytes")).isEqualTo("17825792");
        assertThat(setting("download-events", "message.timestamp.type")).isEqualTo("LogAppendTime");
        assertThat(committed()).hasSize(4 + Topics.LEDGER_PARTITIONS + Topics.DELIVERIES_PARTITIONS);

        assertThat(topics()).isZero();
        assertThat(out.toString()).isEqualToIgnoringWhitespace("8 topics, 0 created, 0 things to do");
    }

    @Test
    @Order(2)
    void oneTenantsWrongSpecKeepsTopicsFromNobodyElse() throws Exception {
        // Given
        Path wrong = Files.writeString(tenants.resolve("globex.yaml"), "tenant: globex\nexportz: []\n");
        Path other = Files.writeString(
                tenants.resolve("initech.yaml"), SPEC.replace("acme", "initech").replace("/tmp/logs", "/tmp/initech"));

        // When
        int code = topics();

        // Then
        Files.delete(wrong);
        Files.delete(other);
        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("globex.yaml:2:1").contains("exportz");
        assertThat(out.toString())
                .contains("export.initech.downloads: created with 1 partition")
                .contains("9 topics, 1 created, 0 things to do");
    }

    @Test
    @Order(3)
    void keepsOffsetsThatAreThere() throws Exception {
        TopicPartition partition = new TopicPartition("download-events", 0);
        publish("download-events", 0);
        admin.alterConsumerGroupOffsets("waybill", Map.of(partition, new OffsetAndMetadata(1)))
                .all()
                .get();

        assertThat(topics()).isZero();

        assertThat(committed().get(partition)).isEqualTo(new OffsetAndMetadata(1));
    }

    @Test
    @Order(4)
    void reportsDifferencesAndChangesNothing() throws Exception {
        assertThat(topics("--shared-partitions", "32", "--input-partitions", "3", "--input-retention", "P1D"))
                .isEqualTo(1);

        assertThat(out.toString())
                .contains("waybill.delivery: partitions is 4, should be 32")
                .contains("download-events: partitions is 2, should be 3")
                .contains("download-events: retention.ms is 604800000, should be 86400000")
                .contains("kafka-configs.sh --alter --entity-type topics --entity-name download-events"
                        + " --add-config retention.ms=86400000");
        assertThat(setting("download-events", "retention.ms")).isEqualTo("604800000");
    }

    @Test
    @Order(5)
    void doesNotGrowWhileTheApplicationRuns() {
        try (KafkaConsumer<byte[], byte[]> application = consumer()) {
            application.subscribe(List.of("download-events"));
            Awaitility.await().until(() -> {
                application.poll(Duration.ofMillis(100));
                return !application.assignment().isEmpty();
            });

            assertThat(topics("--grow", "5")).isEqualTo(1);

            assertThat(err.toString())
                    .contains("cannot raise the number of partitions while the application waybill runs (1 members)");
        }
        assertThat(partitions("download-events")).isEqualTo(2);
    }

    @Test
    @Order(6)
    void growsInputAndChangelogsTogetherAndGivesNewPartitionsAStart() {
        broker.createTopic(CHANGELOG, 2, Map.of("cleanup.policy", "compact"));
        broker.createTopic("other-app-store-changelog", 2, Map.of());
        assertThat(topics("--repartition")).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("waybill.download-events-by-tenant: created with 2 partitions")
                .contains("starts waybill.download-events-by-tenant-1 at offset 0");

        assertThat(topics("--grow", "5")).as(err.toString()).isZero();

        assertThat(out.toString())
                .contains("raised " + CHANGELOG + " from 2 to 5")
                .contains("starts download-events-4 at offset 0");
        assertThat(partitions("download-events")).isEqualTo(5);
        assertThat(partitions("audit-events")).isEqualTo(5);
        assertThat(partitions("waybill.download-events-by-tenant")).isEqualTo(5);
        assertThat(partitions(CHANGELOG)).isEqualTo(5);
        assertThat(partitions("other-app-store-changelog")).isEqualTo(2);
        assertThat(topics("--grow", "4")).isEqualTo(1);
        assertThat(err.toString()).contains("has 5 partitions and cannot have fewer");
    }

    @Test
    void wrongSettingsAreWrongUsage() {
        assertThat(topics("--min-insync-replicas", "3")).isEqualTo(2);
        assertThat(err.toString())
                .contains("the minimum of in-sync replicas (3) must not be above the replication factor (1)");
        assertThat(topics("--tenants", tenants.resolve("nowhere").toString())).isEqualTo(2);
    }

    private int topics(String... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> arguments = new ArrayList<>(List.of("topics", "--bootstrap", broker.bootstrapServers()));
        arguments.addAll(List.of("--tenants", tenants.toString(), "--replication-factor", "1"));
        arguments.addAll(List.of("--min-insync-replicas", "1", "--input-partitions", "2", "--shared-partitions", "4"));
        arguments.addAll(List.of(more));
        return Main.withCommands()
                .setOverwrittenOptionsAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws Exception {
        return admin.listConsumerGroupOffsets("waybill")
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private String setting(String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(Set.of(resource))
                .all()
                .get()
                .get(resource)
                .get(name)
                .value();
    }

    private int partitions(String topic) {
        try {
            return admin.describeTopics(Set.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions()
                    .size();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void publish(String topic, int partition) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, partition, null, "{}".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", "waybill"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
