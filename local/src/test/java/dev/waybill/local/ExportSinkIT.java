package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.cli.Main;
import dev.waybill.cloud.AccessKey;
import dev.waybill.cloud.LocalIam;
import dev.waybill.cloud.LocalStore;
import dev.waybill.cloud.LocalSts;
import dev.waybill.cloud.PolicyDocument;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.Topics;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.spec.destination.DestinationEntry;
import dev.waybill.spec.destination.Destinations;
import dev.waybill.spec.destination.S3Destination;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink under a real Connect worker, with the settings its reference recommends. */
class ExportSinkIT {
    private static final ExportId ACME = new ExportId("acme", "downloads");
    private static final ExportId ACME_AUDIT = new ExportId("acme", "audit");
    private static final ExportId GLOBEX = new ExportId("globex", "downloads");
    private static final ExportId GLOBEX_AUDIT = new ExportId("globex", "audit");
    private static final String CONNECTOR = "sink";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final LocalIam iam = new LocalIam(Clock.systemUTC());
    private final List<AutoCloseable> running = new ArrayList<>();
    private EmbeddedBroker broker;
    private LocalStore store;
    private Producer<byte[], byte[]> producer;

    @BeforeEach
    void start() {
        broker = opened(EmbeddedBroker.start(folder.resolve("broker")));
        store = opened(LocalStore.start(folder.resolve("store"), iam));
        store.createBucket("acme-logs");
        store.createBucket("globex-logs");
        iam.putRole(WriterRoles.writer(WriterRoles.ACME_ROLE, WriterRoles.ACME_ID, "acme-logs/client-logs/*"));
        producer = opened(new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
        broker.createTopic(Topics.dedicated(ACME), 1, Map.of());
        broker.createTopic(Topics.SHARED_DELIVERY, 3, Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = running.size() - 1; i >= 0; i--) {
            running.get(i).close();
        }
    }

    @Test
    void deliversFindsNewTopicsHoldsBackAndRecovers() throws Exception {
        // Given
        for (int i = 0; i < 6; i++) {
            broker.createTopic(Topics.dedicated(new ExportId("quiet-" + i, "downloads")), 1, Map.of());
        }
        EmbeddedConnect connect = connect();
        connect.putConnector(CONNECTOR, connector());

        // When: one destination works, the other one's role does not exist yet, both on one partition
        for (int i = 0; i < 5; i++) {
            send(Topics.dedicated(ACME), 0, ACME, i);
            send(Topics.SHARED_DELIVERY, 1, GLOBEX, i);
            send(Topics.SHARED_DELIVERY, 1, ACME_AUDIT, i);
        }

        // Then: the two tasks share seven topics of one partition and one of three
        await().atMost(PATIENCE).untilAsserted(() -> {
            ConsumerGroupDescription group = group();
            assertThat(group.members())
                    .extracting(member -> member.assignment().topicPartitions().size())
                    .containsExactly(5, 5);
        });

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(objects("acme-logs")).hasSize(10);
            assertThat(committed(Topics.dedicated(ACME), 0)).isEqualTo(5);
            assertThat(committed(Topics.SHARED_DELIVERY, 1)).isZero();
            assertThat(attribute(GLOBEX, Topics.SHARED_DELIVERY, 1, "LastError"))
                    .isEqualTo("ROLE_REFUSED");
        });
        assertThat(objects("globex-logs")).isEmpty();

        // When: a topic appears that the regular expression matches
        broker.createTopic(Topics.dedicated(ACME_AUDIT), 1, Map.of());
        send(Topics.dedicated(ACME_AUDIT), 0, ACME_AUDIT, 99);

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(committed(Topics.dedicated(ACME_AUDIT), 0)).isEqualTo(1));

        // When: the role is granted
        iam.putRole(WriterRoles.writer(WriterRoles.GLOBEX_ROLE, WriterRoles.GLOBEX_ID, "globex-logs/*"));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(objects("globex-logs")).hasSize(5);
            assertThat(committed(Topics.SHARED_DELIVERY, 1)).isEqualTo(10);
            assertThat(attribute(GLOBEX, Topics.SHARED_DELIVERY, 1, "State")).isEqualTo("IDLE");
        });
        assertThat(Files.readString(store.bucketFolder("globex-logs").resolve(object(GLOBEX, 3))))
                .isEqualTo(content(GLOBEX, 3));
        assertThat(Files.readString(
                        store.bucketFolder("acme-logs").resolve("client-logs").resolve(object(ACME, 4))))
                .isEqualTo(content(ACME, 4));
        assertThat(attribute(ACME_AUDIT, Topics.SHARED_DELIVERY, 1, "DeliveredObjects"))
                .as("re-reading for another export uploads nothing twice")
                .isEqualTo(5L);
        assertThat(connect.connectorStatus(CONNECTOR).findValuesAsText("state"))
                .as("connector and both tasks, after the rebalance for the new topic")
                .containsOnly("RUNNING");
        connect.deleteConnector(CONNECTOR);
    }

    @Test
    void parksWhatStaysBrokenAndDeliversItFromThere() throws Exception {
        // Given
        Map<String, String> config = connector();
        config.put("topics.regex", Topics.deliveryPattern() + "|" + Topics.parkedPattern());
        config.put("parking.after.ms", "1000");
        config.put("parking.client.bootstrap.servers", broker.bootstrapServers());
        EmbeddedConnect connect = connect();
        connect.putConnector(CONNECTOR, config);

        // When
        for (int i = 0; i < 3; i++) {
            send(Topics.SHARED_DELIVERY, 1, GLOBEX, i);
        }

        // Then: the shared partition goes on, the parking topic does not
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(committed(Topics.SHARED_DELIVERY, 1)).isEqualTo(3);
            assertThat(attribute(GLOBEX, Topics.parked(GLOBEX), 0, "State")).isEqualTo("RETRYING");
        });
        assertThat(objects("globex-logs")).isEmpty();

        // When
        iam.putRole(WriterRoles.writer(WriterRoles.GLOBEX_ROLE, WriterRoles.GLOBEX_ID, "globex-logs/*"));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(objects("globex-logs")).hasSize(3);
            assertThat(committed(Topics.parked(GLOBEX), 0)).isEqualTo(3);
        });
        connect.deleteConnector(CONNECTOR);
    }

    /** 64 exports on a store that accepts connections and never answers; calls to it would last an hour. */
    @Test
    void deliversAnotherTenantsPartsWhileADestinationHangs() throws Exception {
        try (ServerSocket hanging = new ServerSocket(0, 256, InetAddress.getLoopbackAddress())) {
            // Given
            List<DestinationEntry> entries = new ArrayList<>(entries());
            List<ExportId> hung = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                ExportId export = new ExportId("hanging-" + i, "downloads");
                hung.add(export);
                entries.add(entry(
                        export,
                        "acme-logs",
                        "client-logs",
                        WriterRoles.ACME_ROLE,
                        WriterRoles.ACME_ID,
                        URI.create("http://127.0.0.1:" + hanging.getLocalPort())));
            }
            Map<String, String> config = connector(entries);
            config.put("upload.timeout.ms", "3600000");
            EmbeddedConnect connect = connect();
            connect.putConnector(CONNECTOR, config);
            for (int i = 0; i < 2; i++) {
                for (ExportId export : hung) {
                    send(Topics.SHARED_DELIVERY, 1, export, i);
                }
            }
            // Its calls fill their share of the threads.
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(attribute(hung.get(0), Topics.SHARED_DELIVERY, 1, "State"))
                            .isEqualTo("DELIVERING"));

            // When: parts of another tenant come in the same partition, one after the other
            for (int i = 0; i < 5; i++) {
                int number = i;
                send(Topics.SHARED_DELIVERY, 1, ACME, number);
                await().atMost(PATIENCE)
                        .until(() ->
                                objects("acme-logs").stream().anyMatch(file -> file.endsWith(object(ACME, number))));
            }

            // Then
            for (ExportId export : hung) {
                assertThat(attribute(export, Topics.SHARED_DELIVERY, 1, "FailedAttempts"))
                        .as("calls to the store that hangs go on")
                        .isEqualTo(0L);
            }
            assertThat(attribute(ACME, Topics.SHARED_DELIVERY, 1, "DeliveredObjects"))
                    .isEqualTo(5L);
            connect.deleteConnector(CONNECTOR);
        }
    }

    /** The command knows nothing of workers; the one that has the export's partition gets the record. */
    @Test
    void triesAnExportAgainWhenItIsAskedToOnWhateverWorker() throws Exception {
        // Given: two workers, and a backoff that nobody waits for
        Map<String, String> config = connector();
        config.put("retry.backoff.initial.ms", "3600000");
        config.put("retry.backoff.max.ms", "3600000");
        EmbeddedConnect connect = connect();
        connect();
        connect.putConnector(CONNECTOR, config);
        for (ExportId export : List.of(GLOBEX, GLOBEX_AUDIT)) {
            broker.createTopic(Topics.dedicated(export), 1, Map.of());
            send(Topics.dedicated(export), 0, export, 0);
            send(Topics.dedicated(export), 0, export, 1);
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (ExportId export : List.of(GLOBEX, GLOBEX_AUDIT)) {
                assertThat(attribute(export, Topics.dedicated(export), 0, "LastError"))
                        .isEqualTo("ROLE_REFUSED");
            }
        });
        iam.putRole(WriterRoles.writer(WriterRoles.GLOBEX_ROLE, WriterRoles.GLOBEX_ID, "globex-logs/*"));

        applyGlobex();

        // When
        StringWriter out = new StringWriter();
        int code = Main.execute(
                new PrintWriter(out, true),
                new PrintWriter(out, true),
                "retry",
                "globex/downloads",
                "--bootstrap",
                broker.bootstrapServers());

        // Then
        assertThat(out.toString())
                .contains("asked for globex/downloads in export.globex.downloads-0 at offset 2")
                .contains("asked for globex/downloads in waybill.delivery-" + Topics.partition(GLOBEX, 3)
                        + " at offset 0")
                .doesNotContain("parked");
        assertThat(code).isZero();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(committed(Topics.dedicated(GLOBEX), 0)).isEqualTo(3));
        assertThat(objects("globex-logs")).hasSize(2);
        assertThat(attribute(GLOBEX_AUDIT, Topics.dedicated(GLOBEX_AUDIT), 0, "FailedAttempts"))
                .as("the other export still waits")
                .isEqualTo(1L);
        connect.deleteConnector(CONNECTOR);
    }

    @Test
    void refusesToRetryWhatIsNotThere() throws Exception {
        applyGlobex();
        StringWriter err = new StringWriter();
        String[] retry = {"retry", "globex/download", "--bootstrap", broker.bootstrapServers()};

        assertThat(Main.execute(new PrintWriter(err), new PrintWriter(err, true), retry))
                .isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("tenant globex has no export \"download\" in the catalog; did you mean \"downloads\"?\n");
    }

    private void applyGlobex() {
        broker.createTopic(Topics.CATALOG, 1, KafkaCatalogTopic.TOPIC_CONFIG);
        TenantSpecs specs = SpecReader.parse("globex.yaml", """
                tenant: globex
                exports:
                  - id: downloads
                    source: download
                    format: { kind: csv }
                    schedule: { every: hourly }
                    destination: { kind: file, directory: /tmp/nowhere }
                """);
        LocalCatalog.apply(broker.bootstrapServers(), specs, Optional.empty());
    }

    private EmbeddedConnect connect() {
        return opened(EmbeddedConnect.start(broker.bootstrapServers(), Map.of("offset.flush.interval.ms", "500")));
    }

    private ConsumerGroupDescription group() throws Exception {
        String name = "connect-" + CONNECTOR;
        return broker.admin()
                .describeConsumerGroups(List.of(name))
                .describedGroups()
                .get(name)
                .get();
    }

    private Map<String, String> connector() throws IOException {
        return connector(entries());
    }

    private Map<String, String> connector(List<DestinationEntry> entries) throws IOException {
        AccessKey key =
                iam.addUser(WriterRoles.PLATFORM, PolicyDocument.allow(List.of("sts:AssumeRole"), List.of("*")));
        LocalSts sts = opened(LocalSts.start(iam));
        String bytes = "org.apache.kafka.connect.converters.ByteArrayConverter";
        Map<String, String> config = new HashMap<>();
        config.put("name", CONNECTOR);
        config.put("connector.class", "dev.waybill.sink.ExportSinkConnector");
        config.put("tasks.max", "2");
        config.put("topics.regex", Topics.deliveryPattern());
        config.put("key.converter", bytes);
        config.put("value.converter", bytes);
        config.put("header.converter", bytes);
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("consumer.override.auto.offset.reset", "earliest");
        config.put("consumer.override.metadata.max.age.ms", "1000");
        config.put(
                "consumer.override.partition.assignment.strategy",
                "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        Path destinations = folder.resolve("destinations.json");
        Files.writeString(destinations, Destinations.of(entries).json());
        config.put("destinations.path", destinations.toString());
        config.put("aws.access.key.id", key.id());
        config.put("aws.secret.access.key", key.secret());
        config.put("sts.endpoint", sts.endpoint().toString());
        config.put("retry.backoff.initial.ms", "200");
        config.put("retry.backoff.max.ms", "1000");
        return config;
    }

    private List<DestinationEntry> entries() {
        return List.of(
                entry(ACME, "acme-logs", "client-logs", WriterRoles.ACME_ROLE, WriterRoles.ACME_ID, store.endpoint()),
                entry(
                        ACME_AUDIT,
                        "acme-logs",
                        "client-logs",
                        WriterRoles.ACME_ROLE,
                        WriterRoles.ACME_ID,
                        store.endpoint()),
                entry(GLOBEX, "globex-logs", "", WriterRoles.GLOBEX_ROLE, WriterRoles.GLOBEX_ID, store.endpoint()),
                entry(
                        GLOBEX_AUDIT,
                        "globex-logs",
                        "",
                        WriterRoles.GLOBEX_ROLE,
                        WriterRoles.GLOBEX_ID,
                        store.endpoint()));
    }

    private static DestinationEntry entry(
            ExportId export, String bucket, String prefix, String role, String externalId, URI endpoint) {
        S3Destination destination = new S3Destination(
                bucket,
                prefix,
                "eu-west-1",
                Optional.of(role),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.of(endpoint),
                true,
                true,
                true);
        return new DestinationEntry(export, Topics.dedicated(export), Optional.of(externalId), destination);
    }

    private void send(String topic, int partition, ExportId export, int number) throws Exception {
        byte[] value = content(export, number).getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, null, value);
        Map<String, String> headers = Map.of(
                PartHeaders.TENANT, export.tenant(),
                PartHeaders.EXPORT, export.export(),
                PartHeaders.OBJECT, object(export, number),
                PartHeaders.CONTENT_TYPE, "text/csv",
                PartHeaders.PART, "0",
                PartHeaders.EVENTS, "12",
                PartHeaders.SHA256,
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(value)));
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        producer.send(record).get();
    }

    private static String content(ExportId export, int number) {
        return "part " + number + " of " + export;
    }

    private static String object(ExportId export, int number) {
        return "2026/" + export.tenant() + "-" + export.export() + "-" + number + ".csv";
    }

    private List<Path> objects(String bucket) throws IOException {
        try (var files = Files.walk(store.bucketFolder(bucket))) {
            return files.filter(file -> file.toString().endsWith(".csv")).toList();
        }
    }

    private long committed(String topic, int partition) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = broker.admin()
                .listConsumerGroupOffsets("connect-" + CONNECTOR)
                .partitionsToOffsetAndMetadata()
                .get();
        OffsetAndMetadata offset = offsets.get(new TopicPartition(topic, partition));
        return offset == null ? 0 : offset.offset();
    }

    /** Whichever task has the partition. */
    private static Object attribute(ExportId export, String topic, int partition, String attribute) throws Exception {
        ObjectName pattern = new ObjectName("dev.waybill.sink:type=export,connector=\"" + CONNECTOR + "\",tenant="
                + export.tenant() + ",export=" + export.export() + ",topic=\"" + topic + "\",partition=" + partition
                + ",*");
        var server = ManagementFactory.getPlatformMBeanServer();
        var names = server.queryNames(pattern, null);
        assertThat(names).hasSize(1);
        return server.getAttribute(names.iterator().next(), attribute);
    }

    private <T extends AutoCloseable> T opened(T resource) {
        running.add(resource);
        return resource;
    }
}
