package dev.waybill.local;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWatch;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.clients.RealClients;
import dev.waybill.cloud.LocalException;
import dev.waybill.redact.SecretLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.topics.StartOffsets;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.wire.rule.TimeRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Everything that delivers, in this JVM and in one folder, started step by step: by {@code ./waybill local} and by
 * end-to-end tests.
 */
final class LocalStack {
    private static final Duration CLOSE_STREAMS = Duration.ofSeconds(10);

    private final DataFolder folder;
    private final EmbeddedBroker broker;
    private final TenantsCloud cloud;
    private final LocalRegistry registry;
    private final Closing closing;

    private LocalStack(
            DataFolder folder, EmbeddedBroker broker, TenantsCloud cloud, LocalRegistry registry, Closing closing) {
        this.folder = folder;
        this.broker = broker;
        this.cloud = cloud;
        this.registry = registry;
        this.closing = closing;
    }

    /**
     * Starts the broker and, meanwhile, the tenants' cloud.
     *
     * @param broker settings that win over the embedded defaults
     * @param closing ends what is started here and later
     * @throws LocalException if one cannot start
     */
    static LocalStack start(DataFolder folder, Map<String, String> broker, Clock clock, Closing closing) {
        CompletableFuture<TenantsCloud> opening =
                CompletableFuture.supplyAsync(() -> closing.add(TenantsCloud.start(folder, clock)));
        EmbeddedBroker started = closing.add(EmbeddedBroker.start(folder.broker(), broker));
        return new LocalStack(folder, started, result(opening), LocalRegistry.open(folder.schemas()), closing);
    }

    DataFolder folder() {
        return folder;
    }

    EmbeddedBroker broker() {
        return broker;
    }

    TenantsCloud cloud() {
        return cloud;
    }

    LocalRegistry registry() {
        return registry;
    }

    /** Creates the topics that these exports need, and says where the application starts to read. */
    void createTopics(List<ExportSpec> exports, TopicSettings settings) {
        try (Admin admin = broker.admin()) {
            TopicPlan.of(exports, settings).apply(admin);
            new StartOffsets(admin, LocalStreams.APPLICATION_ID).commit();
        }
    }

    /**
     * Makes the catalog what the specs say.
     *
     * @param begin the instant that the first window of exports holds that were never there, if that may be in the past
     */
    LocalCatalog.Applied apply(TenantSpecs specs, Optional<Instant> begin) {
        return LocalCatalog.apply(broker.bootstrapServers(), specs, begin);
    }

    /**
     * Makes the buckets and roles that the exports name.
     *
     * @return the configuration of Waybill's sink, with which it delivers there
     */
    Map<String, String> grant(List<ExportSpec> exports, CatalogSnapshot catalog) {
        return cloud.grant(exports, catalog.externalIds(), broker.bootstrapServers());
    }

    /**
     * From now on also makes those that later catalogs name.
     *
     * @param interval between two looks at the catalog
     * @return looks out of turn, for whoever is about to ask whether they are there
     */
    CatalogWatch grantWhatFollows(Duration interval) {
        CatalogReader reader = CatalogReader.of(
                new KafkaCatalogTopic(new RealClients(), Map.of("bootstrap.servers", broker.bootstrapServers())));
        reader.listen((now, changed) -> cloud.grantMore(
                LocalCatalog.allVersions(now.snapshot()), now.snapshot().externalIds()));
        return closing.add(CatalogWatch.start(reader, interval));
    }

    /**
     * Starts the application.
     *
     * @param signer signs receipts; empty for none
     * @param onCrash told what stops it
     */
    void startStreams(
            SecretLookup secrets, TimeRules times, Optional<ReceiptSigner> signer, Consumer<Throwable> onCrash) {
        Consumer<Duration> close = LocalStreams.start(
                broker.bootstrapServers(), folder.streamsState(), registry, secrets, times, signer, onCrash);
        closing.add(() -> close.accept(CLOSE_STREAMS));
    }

    /** Connect, which takes a while to be there. */
    CompletableFuture<EmbeddedConnect> startConnect() {
        return CompletableFuture.supplyAsync(
                () -> EmbeddedConnect.start(broker.bootstrapServers(), LocalSink.workerSettings()));
    }

    /** Waits for Connect and has it deliver, with the sink's configuration of {@link #grant}. */
    EmbeddedConnect deliver(CompletableFuture<EmbeddedConnect> starting, Map<String, String> sink) {
        // Kept last, so that it ends first: the sink's tasks still find the broker and the store.
        EmbeddedConnect connect = closing.add(result(starting));
        connect.putConnector(LocalSink.NAME, sink);
        return connect;
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LocalException known) {
                throw known;
            }
            throw e;
        }
    }
}
