package dev.waybill.app;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.catalog.topic.CatalogListener;
import dev.waybill.config.AppConfig;
import dev.waybill.config.ExportBinder;
import dev.waybill.http.HealthCheck;
import dev.waybill.http.HealthServer;
import dev.waybill.http.Listener;
import dev.waybill.kafka.PollPatience;
import dev.waybill.kafka.StoreMemory;
import dev.waybill.kafka.cluster.StartRefusedException;
import dev.waybill.kafka.receipt.ReceiptProcessorSupplier;
import dev.waybill.metrics.AppMetrics;
import dev.waybill.redact.SecretLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.topology.DeliveryTopology;
import dev.waybill.topology.Placement;
import dev.waybill.verify.key.SigningKey;
import dev.waybill.verify.receipt.ReceiptSigner;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Streams application with its metrics and health server, started and closed in the right order. */
public final class RunningApp implements Lifecycle.App {
    private static final Logger LOG = LoggerFactory.getLogger(RunningApp.class);

    private final AppConfig config;
    private final AppMetrics metrics;
    private final CatalogAccess catalog;
    private final StreamsApp streams;
    private final HealthServer server;
    private boolean closed;

    private RunningApp(
            AppConfig config, AppMetrics metrics, CatalogAccess catalog, StreamsApp streams, HealthServer server) {
        this.config = config;
        this.metrics = metrics;
        this.catalog = catalog;
        this.streams = streams;
        this.server = server;
    }

    /**
     * Makes everything that is needed; the health server answers from here on, events are read after {@link #start}.
     *
     * @throws dev.waybill.http.HealthServerException if the health server cannot listen
     * @throws dev.waybill.spec.yaml.SpecException if the registry's settings are wrong, or there is no key for receipts, or no
     *     login where one is wanted
     */
    public static RunningApp create(AppConfig config, SecretLookup secrets) {
        PollPatience patience = new PollPatience(PollInterval.of(config.kafka()));
        RegistryAccess registry = RegistryAccess.of(config, secrets, patience);
        Optional<SigningKey> key = ReceiptSigning.of(config, secrets);
        Listener listener = HealthListener.of(config.http(), secrets);
        AppMetrics metrics = new AppMetrics();
        MemoryBudget memory = MemoryBudget.of(config.memoryBudget());
        CatalogAccess catalog = CatalogAccess.start(new HashMap<>(config.kafka()), patience);
        StreamsApp streams = StreamsApp.create(
                StoreMemory.of(config.storeMemory()).sharedIn(config.kafka()),
                new DeliveryTopology.Setup(
                        catalog.view(),
                        config.sources(),
                        Placement.ofRepartition(config.repartition()),
                        ExportBinder.forCurrentSchemas(secrets),
                        registry.schemas(),
                        batches(config),
                        memory,
                        config.times(),
                        metrics.delivery()),
                key.map(ReceiptSigner::new)
                        .map(receipts -> new ReceiptProcessorSupplier.Issue(
                                catalog.view(),
                                receipts,
                                ExportSpec::receipts,
                                batches(config)::spreadOffset,
                                metrics.receipts())),
                patience);
        metrics.bind(new KafkaStreamsMetrics(streams.streams()));
        RestoreProgress restoring = new RestoreProgress();
        streams.streams().setGlobalStateRestoreListener(restoring);
        metrics.restoring(restoring::records);
        key.ifPresent(signing -> config.receiptsKeySet()
                .ifPresent(keySet -> metrics.receiptsKeyExpires(
                        new PublishedKey(keySet, signing.id(), Clock.systemUTC())::expiresSeconds)));
        metrics.bufferedBytes(memory::used);
        metrics.heldTopics(() -> streams.shutTopics().size());
        metrics.registryAvailable(registry.available());
        metrics.catalog(
                catalog::ageSeconds,
                catalog::isPaused,
                () -> catalog.knowledge().snapshot().faults().size());
        catalog.listen((now, changed) -> metrics.paused(now.snapshot().pauses()));
        metrics.paused(catalog.knowledge().snapshot().pauses());
        try {
            HealthServer server = serve(listener, metrics, catalog, streams, registry);
            return new RunningApp(config, metrics, catalog, streams, server);
        } catch (RuntimeException e) {
            catalog.close();
            streams.close(Duration.ZERO);
            metrics.close();
            throw e;
        }
    }

    private static HealthServer serve(
            Listener listener, AppMetrics metrics, CatalogAccess catalog, StreamsApp streams, RegistryAccess registry) {
        HealthCheck alive = streams::dead;
        List<HealthCheck> ready = List.of(catalog::unready, streams::unready, registry::problem);
        metrics.ready(() -> alive.problem().isEmpty()
                && ready.stream().allMatch(check -> check.problem().isEmpty()));
        HealthServer server = HealthServer.start(
                listener,
                new HealthServer.Content(
                        List.of(alive),
                        ready,
                        () -> OperatorNotes.of(
                                metrics.heldBack(), catalog.knowledge().snapshot()),
                        metrics::scrape));
        server.certificateExpires().ifPresent(any -> metrics.certificateExpires(server::certificateExpires));
        LOG.atInfo().addKeyValue("address", server.address()).log("serving /livez, /readyz and /metrics");
        return server;
    }

    static BatchSettings batches(AppConfig config) {
        return BatchSettings.DEFAULT.withSpread(config.spread()).withReplayDistance(config.replayDistance());
    }

    /** Tells the listener of every change of the catalog from now on, on a thread that must not be held up. */
    public void listen(CatalogListener listener) {
        catalog.listen(listener);
    }

    /** Where the health server listens. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** Reading begins, on a thread of its own, once the catalog is known and the cluster is as it must be. */
    @Override
    public void start(Consumer<Throwable> onCrash) {
        Thread starting = new Thread(
                () -> {
                    try {
                        startOnceKnown(onCrash);
                    } catch (RuntimeException e) {
                        onCrash.accept(e);
                    }
                },
                "waybill-start");
        starting.setDaemon(true);
        starting.start();
    }

    private void startOnceKnown(Consumer<Throwable> onCrash) {
        if (!catalog.awaitKnown()) {
            return;
        }
        if (!StartReport.mayStart(config, catalog.knowledge().snapshot())) {
            throw new StartRefusedException();
        }
        synchronized (this) {
            if (!closed) {
                streams.start(onCrash);
                catalog.guard(streams.streams());
            }
        }
    }

    /** The server goes last: until then probes hear that the application is stopping, not that nothing answers. */
    @Override
    public boolean close(Duration timeout) {
        catalog.stopWaiting();
        synchronized (this) {
            closed = true;
        }
        boolean ended = streams.close(timeout);
        catalog.close();
        server.close();
        metrics.close();
        return ended;
    }
}
