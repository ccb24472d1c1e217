package dev.waybill.app;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.config.AppConfig;
import dev.waybill.config.ExportBinder;
import dev.waybill.http.HealthCheck;
import dev.waybill.http.HealthServer;
import dev.waybill.metrics.AppMetrics;
import dev.waybill.redact.SecretLookup;
import dev.waybill.topology.DeliveryTopology;
import dev.waybill.topology.Placement;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Streams application with its metrics and health server, started and closed in the right order. */
public final class RunningApp implements Lifecycle.App {
    private static final Logger LOG = LoggerFactory.getLogger(RunningApp.class);

    private final AppMetrics metrics;
    private final StreamsApp streams;
    private final HealthServer server;

    private RunningApp(AppMetrics metrics, StreamsApp streams, HealthServer server) {
        this.metrics = metrics;
        this.streams = streams;
        this.server = server;
    }

    /**
     * Makes everything that is needed; the health server answers from here on, events are read after {@link #start}.
     *
     * @throws dev.waybill.http.HealthServerException if the health server cannot listen
     * @throws dev.waybill.spec.yaml.SpecException if the registry's settings are wrong
     */
    public static RunningApp create(AppConfig config, RunnableSpecs specs, SecretLookup secrets) {
        RegistryAccess registry = RegistryAccess.of(config, secrets);
        AppMetrics metrics = new AppMetrics();
        MemoryBudget memory = MemoryBudget.of(config.memoryBudget());
        StreamsApp streams = StreamsApp.create(
                new HashMap<>(config.kafka()),
                new DeliveryTopology.Setup(
                        specs.exports(),
                        specs.heldBack(),
                        config.sources(),
                        Placement.ofRepartition(config.repartition()),
                        ExportBinder.forCurrentSchemas(secrets),
                        registry.schemas(),
                        batches(config),
                        memory,
                        config.times(),
                        metrics.delivery()));
        metrics.bind(new KafkaStreamsMetrics(streams.streams()));
        metrics.bufferedBytes(memory::used);
        metrics.heldBack(specs.heldBack());
        metrics.heldTopics(() -> streams.shutTopics().size());
        metrics.registryAvailable(registry.available());
        try {
            return new RunningApp(metrics, streams, serve(config, specs, metrics, streams, registry));
        } catch (RuntimeException e) {
            streams.close(Duration.ZERO);
            metrics.close();
            throw e;
        }
    }

    private static HealthServer serve(
            AppConfig config, RunnableSpecs specs, AppMetrics metrics, StreamsApp streams, RegistryAccess registry) {
        HealthCheck alive = streams::dead;
        List<HealthCheck> ready = List.of(streams::unready, registry::problem);
        HealthServer server = HealthServer.start(
                new InetSocketAddress(config.httpAddress(), config.httpPort()),
                new HealthServer.Content(List.of(alive), ready, specs::notes, metrics::scrape));
        LOG.atInfo().addKeyValue("address", server.address()).log("serving /livez, /readyz and /metrics");
        return server;
    }

    static BatchSettings batches(AppConfig config) {
        return BatchSettings.DEFAULT
                .withSpread(config.spread())
                .withReplayDistance(config.replayDistance())
                .withLateness(config.slack(), config.lateness(), BatchSettings.DEFAULT.rememberedIdBytes());
    }

    /** Where the health server listens. */
    public InetSocketAddress address() {
        return server.address();
    }

    @Override
    public void start(Consumer<Throwable> onCrash) {
        streams.start(onCrash);
    }

    /** The server goes last: until then probes hear that the application is stopping, not that nothing answers. */
    @Override
    public boolean close(Duration timeout) {
        boolean closed = streams.close(timeout);
        server.close();
        metrics.close();
        return closed;
    }
}
