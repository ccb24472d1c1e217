package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cloud.AccessKey;
import dev.waybill.cloud.LocalIam;
import dev.waybill.cloud.LocalStore;
import dev.waybill.cloud.LocalSts;
import dev.waybill.cloud.PolicyDocument;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.PartKind;
import dev.waybill.contract.Topics;
import dev.waybill.spec.destination.S3Destination;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker with a catalog, a store, roles, and Connect: what the sink works with. The test is what makes parts. */
final class SinkStack implements AutoCloseable {
    static final String CONNECTOR = "sink";

    final LocalIam iam = new LocalIam(Clock.systemUTC());
    final EmbeddedBroker broker;
    final LocalStore store;
    final TestCatalog catalog;

    private final List<AutoCloseable> running = new ArrayList<>();
    private final Producer<byte[], byte[]> producer;
    private final Admin admin;

    /** Starts everything but Connect, with two buckets and the role of acme. */
    SinkStack(Path folder) {
        this(folder, EmbeddedBroker.start(folder.resolve("broker")));
    }

    /** The same with this broker, which it takes over. */
    SinkStack(Path folder, EmbeddedBroker broker) {
        this.broker = opened(broker);
        admin = opened(broker.admin());
        store = opened(LocalStore.start(folder.resolve("store"), iam));
        store.createBucket("acme-logs");
        store.createBucket("globex-logs");
        iam.putRole(WriterRoles.writer(WriterRoles.ACME_ROLE, WriterRoles.ACME_ID, "acme-logs/client-logs/*"));
        producer = opened(new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
        catalog = new TestCatalog(broker);
        catalog.externalId("acme", WriterRoles.ACME_ID);
        catalog.externalId("globex", WriterRoles.GLOBEX_ID);
    }

    /** A bucket of the store, written with this role. */
    S3Destination bucket(String bucket, String prefix, String role) {
        return bucket(bucket, prefix, role, store.endpoint());
    }

    static S3Destination bucket(String bucket, String prefix, String role, URI endpoint) {
        return new S3Destination(
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
    }

    EmbeddedConnect connect() {
        return opened(EmbeddedConnect.start(broker.bootstrapServers(), Map.of("offset.flush.interval.ms", "500")));
    }

    ConsumerGroupDescription group() throws Exception {
        String name = "connect-" + CONNECTOR;
        return admin.describeConsumerGroups(List.of(name))
                .describedGroups()
                .get(name)
                .get();
    }

    /** The connector's configuration, as its reference recommends it. */
    Map<String, String> connector() {
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
        config.put("catalog.client.bootstrap.servers", broker.bootstrapServers());
        config.put("aws.access.key.id", key.id());
        config.put("aws.secret.access.key", key.secret());
        config.put("sts.endpoint", sts.endpoint().toString());
        config.put("retry.backoff.initial.ms", "200");
        config.put("retry.backoff.max.ms", "1000");
        return config;
    }

    /** Sends a part of the version that goes to the destination that was put last. */
    void send(String topic, int partition, ExportId export, int number) throws Exception {
        send(topic, partition, export, number, catalog.version(export));
    }

    void send(String topic, int partition, ExportId export, int number, String version) throws Exception {
        byte[] value = content(export, number).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = headers(export, object(export, number), value, version);
        headers.put(PartHeaders.KIND, PartKind.PART.headerValue());
        headers.put(PartHeaders.CONTENT_TYPE, "text/csv");
        headers.put(PartHeaders.EVENTS, "12");
        send(topic, partition, headers, value);
    }

    /** Sends a receipt of the version that goes to the destination that was put last. */
    void sendReceipt(String topic, int partition, ExportId export, int number) throws Exception {
        byte[] value = receiptContent(export, number).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = headers(export, receipt(export, number), value, catalog.version(export));
        headers.put(PartHeaders.KIND, PartKind.RECEIPT.headerValue());
        headers.put(PartHeaders.RECEIPT, "");
        headers.put(PartHeaders.CONTENT_TYPE, "application/json");
        headers.put(PartHeaders.EVENTS, "0");
        send(topic, partition, headers, value);
    }

    private static Map<String, String> headers(ExportId export, String object, byte[] value, String version)
            throws NoSuchAlgorithmException {
        return new HashMap<>(Map.of(
                PartHeaders.TENANT,
                export.tenant(),
                PartHeaders.EXPORT,
                export.export(),
                PartHeaders.OBJECT,
                object,
                PartHeaders.PART,
                "0",
                PartHeaders.WINDOW_START,
                "2026-03-04T05:00:00Z",
                PartHeaders.WINDOW_END,
                "2026-03-04T06:00:00Z",
                PartHeaders.CONFIG_VERSION,
                version,
                PartHeaders.SHA256,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value))));
    }

    private void send(String topic, int partition, Map<String, String> headers, byte[] value) throws Exception {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, null, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        producer.send(record).get();
    }

    static String receiptContent(ExportId export, int number) {
        return "{\"receipt\":" + number + ",\"of\":\"" + export + "\"}";
    }

    static String receipt(ExportId export, int number) {
        return "_receipts/" + export.export() + "/" + number + ".json";
    }

    static String content(ExportId export, int number) {
        return "part " + number + " of " + export;
    }

    static String object(ExportId export, int number) {
        return "2026/" + export.tenant() + "-" + export.export() + "-" + number + ".csv";
    }

    List<Path> objects(String bucket) throws IOException {
        return DeliveredFiles.paths(store.bucketFolder(bucket), ".*\\.csv");
    }

    long committed(String topic, int partition) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets("connect-" + CONNECTOR)
                .partitionsToOffsetAndMetadata()
                .get();
        OffsetAndMetadata offset = offsets.get(new TopicPartition(topic, partition));
        return offset == null ? 0 : offset.offset();
    }

    /** Whichever task has the partition; of the only lane that the export has in it. */
    static Object attribute(ExportId export, String topic, int partition, String attribute) throws Exception {
        ObjectName pattern = new ObjectName("dev.waybill.sink:type=export,connector=\"" + CONNECTOR + "\",tenant="
                + export.tenant() + ",export=" + export.export() + ",topic=\"" + topic + "\",partition=" + partition
                + ",*");
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        var names = server.queryNames(pattern, null);
        assertThat(names).hasSize(1);
        return server.getAttribute(names.iterator().next(), attribute);
    }

    /** Why the sink learns nothing new of the catalog; empty if all is well. */
    static String catalogTrouble() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        var names = server.queryNames(
                new ObjectName("dev.waybill.sink:type=catalog,connector=\"" + CONNECTOR + "\",*"), null);
        assertThat(names).isNotEmpty();
        return server.getAttribute(names.iterator().next(), "Trouble").toString();
    }

    /** The states of the export's lanes by the place they go to. */
    static Map<String, String> states(ExportId export) throws Exception {
        return states(CONNECTOR, export);
    }

    /** The same of a connector of another name. */
    static Map<String, String> states(String connector, ExportId export) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Map<String, String> states = new HashMap<>();
        for (ObjectName name : List.copyOf(server.queryNames(
                new ObjectName("dev.waybill.sink:type=export,connector=\"" + connector + "\",tenant=" + export.tenant()
                        + ",export=" + export.export() + ",*"),
                null))) {
            states.put(
                    ObjectName.unquote(name.getKeyProperty("destination")),
                    server.getAttribute(name, "State").toString());
        }
        return states;
    }

    @Override
    public void close() throws Exception {
        for (int i = running.size() - 1; i >= 0; i--) {
            running.get(i).close();
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        running.add(resource);
        return resource;
    }
}
