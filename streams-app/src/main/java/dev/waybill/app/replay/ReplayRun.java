package dev.waybill.app.replay;

import dev.waybill.app.StreamsApp;
import dev.waybill.contract.Source;
import dev.waybill.delivery.CatalogView;
import dev.waybill.kafka.PolledPositions;
import dev.waybill.kafka.replay.ReplayTarget;
import dev.waybill.kafka.replay.ReplayedSources;
import dev.waybill.kafka.replay.ReplayedSources.Span;
import dev.waybill.topology.DeliveryTopology;
import dev.waybill.topology.ReplayTopology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** A Streams application that does a plan, in this process. */
final class ReplayRun implements AutoCloseable {
    private static final Duration CLOSE = Duration.ofSeconds(30);

    private final ReplayId id;
    private final CatalogView catalog;
    private final List<PlannedWindow> windows;
    private final ReplaySetup setup;
    private final ReplayedSources sources;
    private final Set<TopicPartition> partitions;
    private final HeldBackExports heldBack = new HeldBackExports();
    private final StreamsApp app;
    private final CompletableFuture<Void> crash = new CompletableFuture<>();
    private boolean started;

    /**
     * Makes it without starting it.
     *
     * @param catalog in which the windows alone are ruled
     * @param windows that are delivered again
     * @param spans what is read of each source partition
     * @param since what arrived before it can belong to no window
     * @param notes the replay's topic
     */
    ReplayRun(
            ReplayNames names,
            CatalogView catalog,
            List<PlannedWindow> windows,
            Map<TopicPartition, Span> spans,
            Instant since,
            ReplayTarget target,
            String notes) {
        this.id = names.id();
        this.setup = names.setup();
        this.catalog = catalog;
        this.windows = windows;
        this.partitions = Set.copyOf(spans.keySet());
        PolledPositions positions = new PolledPositions();
        this.sources = new ReplayedSources(spans, positions, since);
        DeliveryTopology.Setup delivery = new DeliveryTopology.Setup(
                catalog,
                PlannedWindow.sources(windows),
                setup.placement(),
                setup.binder(),
                setup.schemas(),
                setup.settings(),
                setup.memory(),
                setup.times(),
                heldBack);
        this.app = StreamsApp.createReplay(
                names.kafka(), positions, new ReplayTopology.Setup(delivery, sources, target, notes), setup.patience());
    }

    /** Starts it unless it has been started. */
    void start() {
        if (!started) {
            started = true;
            app.start(crash::completeExceptionally);
        }
    }

    boolean isEnded(ReplayNotes notes) {
        return notes.ended().containsAll(partitions);
    }

    /**
     * Waits for a moment.
     *
     * @throws IllegalStateException if the application has crashed
     */
    void pause(Duration moment) {
        try {
            crash.get(moment.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It runs.
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the replay " + id + " stopped; the same command goes on where it was", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; the same command goes on where it was", e);
        }
    }

    ReplayProgress progress(ReplayNotes notes) {
        Map<Source, Long> readThrough = PlannedWindow.sources(windows).stream()
                .collect(Collectors.toMap(
                        source -> source,
                        source -> sources.readThrough(setup.placement().topic(source), notes.ended())));
        int done = (int) windows.stream()
                .filter(window -> window.due().toEpochMilli() <= readThrough.getOrDefault(window.source(), 0L))
                .count();
        return new ReplayProgress(id.text(), done, windows.size(), waits());
    }

    private List<String> waits() {
        List<String> waits = new ArrayList<>();
        app.shutTopics().forEach((topic, why) -> waits.add("topic " + topic + " takes no parts: " + why));
        heldBack.names()
                .forEach(export -> waits.add(export + " is held back: what its spec needs is missing, see the log"));
        windows.stream()
                .map(PlannedWindow::export)
                .distinct()
                .filter(export -> catalog.now().snapshot().paused(export).isPresent())
                .forEach(export -> waits.add(export + " is paused"));
        return waits;
    }

    @Override
    public void close() {
        app.close(CLOSE);
    }
}
