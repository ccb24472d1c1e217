package dev.waybill.app;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.topic.CatalogListener;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWatch;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.clients.RealClients;
import dev.waybill.delivery.CatalogView;
import dev.waybill.kafka.ConsumerSourceLog;
import dev.waybill.kafka.PollPatience;
import dev.waybill.kafka.WaitingCatalog;
import dev.waybill.registry.Sleeper;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalog of the cluster that the application runs on: read all the time, waited for, and guarded against being old. */
public final class CatalogAccess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogAccess.class);
    private static final String ADVICE = "the catalog holds nothing yet; run: waybill apply";
    private static final long MILLIS_BETWEEN_GUARDS = 1_000;

    private final CatalogWatch watch;
    private final CatalogReader reader;
    private final WaitingCatalog view;
    private final Clock clock;
    private final CompletableFuture<Boolean> known = new CompletableFuture<>();
    private final ScheduledExecutorService guards;
    private volatile @Nullable StaleCatalogGuard guard;

    private CatalogAccess(CatalogReader reader, WaitingCatalog view, Clock clock) {
        this.reader = reader;
        this.view = view;
        this.clock = clock;
        this.guards = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "waybill-catalog-guard");
            thread.setDaemon(true);
            return thread;
        });
        reader.listen((now, changed) -> {
            if (now.snapshot().settings().isPresent()) {
                known.complete(true);
            }
        });
        this.watch = CatalogWatch.start(reader, CatalogWatch.INTERVAL);
    }

    /**
     * Begins to read the catalog.
     *
     * @param kafka the Streams configuration, whose cluster holds it
     * @param patience of the threads that events come on
     */
    public static CatalogAccess start(Map<String, Object> kafka, PollPatience patience) {
        StreamsConfig config = new StreamsConfig(kafka);
        Map<String, Object> client = new HashMap<>(config.getRestoreConsumerConfigs("waybill-catalog"));
        ConsumerSourceLog.keysToLeaveOut().forEach(client::remove);
        CatalogReader reader = CatalogReader.of(new KafkaCatalogTopic(new RealClients(), client));
        return new CatalogAccess(
                reader, new WaitingCatalog(reader::knowledge, patience, Sleeper.system()), Clock.systemUTC());
    }

    /** The catalog for the path of events. */
    public CatalogView view() {
        return view;
    }

    /** What is known now. */
    public Knowledge knowledge() {
        return reader.knowledge();
    }

    /** Tells the listener of every change from now on, on a thread that must not be held up. */
    public void listen(CatalogListener listener) {
        reader.listen(listener);
    }

    /** Waits until the catalog is known and holds settings; false if it is closed before. */
    public boolean awaitKnown() {
        if (!known.isDone()) {
            LOG.info("waiting for the catalog; where there is none yet, run: waybill apply");
        }
        return known.join();
    }

    /** Pauses the application whenever what is known has become too old, from now on. */
    public void guard(KafkaStreams streams) {
        StaleCatalogGuard begun = new StaleCatalogGuard(this::knowledge, clock, streams::pause, streams::resume);
        guard = begun;
        guards.scheduleWithFixedDelay(begun::look, 0, MILLIS_BETWEEN_GUARDS, TimeUnit.MILLISECONDS);
    }

    /** Whether the application is paused because too little is known of the catalog. */
    public boolean isPaused() {
        StaleCatalogGuard begun = guard;
        return begun != null && begun.isPaused();
    }

    /** How old what is known is, seconds; 0 before anything is. */
    public double ageSeconds() {
        CatalogSnapshot snapshot = knowledge().snapshot();
        return snapshot.settings().isEmpty()
                ? 0
                : Duration.between(knowledge().knownUpTo(), clock.instant()).toMillis() / 1_000.0;
    }

    /** Why a rollout should wait, if it should. */
    public Optional<String> unready() {
        if (!known.isDone()) {
            return Optional.of(
                    reader.trouble().map(why -> why + "; run: waybill apply").orElse(ADVICE));
        }
        if (isPaused()) {
            return Optional.of("paused: nothing has been learned of the catalog since "
                    + knowledge().knownUpTo()
                    + reader.trouble().map(why -> ": " + why).orElse(""));
        }
        return view.isWaitedFor()
                ? Optional.of("events wait: which version rules them is not known yet")
                : Optional.empty();
    }

    /** Nobody waits for the catalog any more. To be called before the application is closed. */
    public void stopWaiting() {
        known.complete(false);
        view.close();
        guards.shutdownNow();
    }

    @Override
    public void close() {
        stopWaiting();
        watch.close();
    }
}
