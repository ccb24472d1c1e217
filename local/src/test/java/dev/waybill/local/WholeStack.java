package dev.waybill.local;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.topics.TopicSettings;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.wire.rule.TimeRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The stack of {@code ./waybill local}, with other tenants. */
final class WholeStack implements AutoCloseable {
    final List<ExportSpec> exports;
    final DataFolder folder;
    final EmbeddedBroker broker;
    final LocalRegistry registry;
    final int downloadSchemaId;
    final int auditSchemaId;
    final ReceiptJudge judge;
    /** What stopped the Streams application; empty as long as nothing did. */
    final List<Throwable> crashes = new CopyOnWriteArrayList<>();

    private final Closing closing = new Closing();
    private final LocalStack stack;
    private final Map<String, String> secrets;
    private CatalogSnapshot catalog;

    /** Starts it with the topics these tenants need and the two current schemas registered. */
    WholeStack(Path root, Map<String, String> yamlByTenant, TopicSettings topics, Map<String, String> secrets)
            throws IOException {
        TenantSpecs specs = SpecReader.read(writeTenants(yamlByTenant, root));
        this.exports = specs.exports();
        this.secrets = secrets;
        this.folder = closing.add(DataFolder.open(root));
        this.judge = new ReceiptJudge(folder.root());
        this.stack = LocalStack.start(
                folder,
                Map.of(
                        "group.min.session.timeout.ms",
                        "1000",
                        "num.io.threads",
                        "2",
                        // Transactions of a killed process are aborted when they time out, not up to ten seconds later.
                        "transaction.abort.timed.out.transaction.cleanup.interval.ms",
                        "500"),
                Clock.systemUTC(),
                closing);
        this.broker = stack.broker();
        this.registry = stack.registry();
        this.downloadSchemaId = registry.register(EventSchemas.schema(Source.DOWNLOAD));
        this.auditSchemaId = registry.register(EventSchemas.schema(Source.AUDIT));
        stack.createTopics(exports, topics);
        this.catalog = stack.apply(specs, Optional.of(Instant.EPOCH)).catalog();
    }

    /** Writes the specs to the folder {@code tenants} in {@code root}, and answers that folder. */
    static Path writeTenants(Map<String, String> yamlByTenant, Path root) throws IOException {
        Path tenants = Files.createDirectories(root.resolve("tenants"));
        for (Map.Entry<String, String> tenant : yamlByTenant.entrySet()) {
            Files.writeString(tenants.resolve(tenant.getKey() + ".yaml"), tenant.getValue());
        }
        return tenants;
    }

    Path tenants() {
        return folder.root().resolve("tenants");
    }

    /** These tenants' specs are added, or take the place of those there were: in force from the next edge of a schedule. */
    void apply(Map<String, String> yamlByTenant) throws IOException {
        catalog = stack.apply(SpecReader.read(writeTenants(yamlByTenant, folder.root())), Optional.empty())
                .catalog();
    }

    /** The config-version that rules last. */
    String currentVersion(ExportId export) {
        return catalog.tenant(export.tenant())
                .flatMap(TenantEntry::record)
                .flatMap(tenant -> tenant.export(export.export()).last())
                .orElseThrow()
                .id();
    }

    /** Starts the Streams application in this JVM, with receipts that {@link #awaitClean} believes. */
    void startStreams() {
        startStreams(judge.signer());
    }

    /** Starts the Streams application in this JVM. */
    void startStreams(ReceiptSigner signer) {
        stack.startStreams(
                reference -> secrets.getOrDefault(reference, ""), TimeRules.DEFAULT, Optional.of(signer), crashes::add);
    }

    /** Waits until the receipts at every destination say that all is there of the windows that ended by then. */
    void awaitClean(Instant until) {
        Set<Path> places = new TreeSet<>();
        for (ExportSpec export : exports) {
            Path root = export.destination()
                    .choose(bucket -> folder.buckets().resolve(bucket.bucket()), directory -> directory.directory());
            places.add(root.resolve(export.destination().prefix()));
        }
        places.forEach(place -> judge.awaitClean(() -> place, until));
    }

    /** Makes the tenants' buckets and roles, and starts Connect with Waybill's sink. */
    void startDelivery() {
        stack.deliver(stack.startConnect(), stack.grant(exports, catalog));
    }

    /** A producer to be closed with the stack. */
    KafkaProducer<byte[], byte[]> producer() {
        return closing.add(new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "max.request.size", "4000000",
                        "enable.idempotence", "true",
                        "linger.ms", "10"),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
    }

    /** Every committed record of the topic, from its beginning to its end now. */
    List<ConsumerRecord<byte[], byte[]>> committed(String topic) {
        try (TopicReader reader = TopicReader.committed(broker.bootstrapServers(), List.of(topic))) {
            return reader.toEnd();
        }
    }

    /** The same without receipts. */
    List<ConsumerRecord<byte[], byte[]>> committedParts(String topic) {
        return committed(topic).stream().filter(TopicReader::isPart).toList();
    }

    @Override
    public void close() {
        closing.close();
    }
}
