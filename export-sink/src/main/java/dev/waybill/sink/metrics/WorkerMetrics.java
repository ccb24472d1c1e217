package dev.waybill.sink.metrics;

import dev.waybill.http.HealthServer;
import dev.waybill.http.HealthServerException;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of all tasks of a worker that show them at the same place, and the server that does. Delivery goes on
 * without it: while it cannot listen it tries again. Thread-safe.
 */
final class WorkerMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerMetrics.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(30);

    private final MetricsSettings settings;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final List<ShownTask> tasks = new ArrayList<>();
    /** What tasks had counted that have stopped, by connector: a sum must not fall when one of several stops. */
    private final Map<String, Counted> stopped = new HashMap<>();

    private @Nullable HealthServer server;
    private @Nullable Long lastAttempt;

    WorkerMetrics(MetricsSettings settings, Clock clock, LongSupplier nanoTime) {
        this.settings = settings;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    synchronized void add(ShownTask task) {
        tasks.add(task);
    }

    synchronized void remove(ShownTask task) {
        if (tasks.remove(task)) {
            stopped.merge(
                    task.connector(), Counted.of(task.backlogs().get().totals(), task.deliveries()), Counted::plus);
        }
    }

    synchronized boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** Listens, unless it does or has just failed to. */
    synchronized void listen() {
        long now = nanoTime.getAsLong();
        if (server != null || (lastAttempt != null && now - lastAttempt < BETWEEN_ATTEMPTS.toNanos())) {
            return;
        }
        boolean first = lastAttempt == null;
        lastAttempt = now;
        try {
            server = HealthServer.start(
                    settings.listener(),
                    new HealthServer.Content(List.of(), List.of(this::problem), List::of, this::text));
            LOG.info("serving metrics: address={}", server.address());
        } catch (HealthServerException | IllegalArgumentException e) {
            if (first) {
                LOG.warn(
                        "no metrics are served, delivery goes on; it is tried again every {} s: {}",
                        BETWEEN_ATTEMPTS.toSeconds(),
                        e.getMessage());
            }
        }
    }

    /** Empty while it does not listen. */
    synchronized Optional<HealthServer> server() {
        return Optional.ofNullable(server);
    }

    private synchronized List<ShownTask> tasks() {
        return List.copyOf(tasks);
    }

    /** Why nothing new is learned of the catalog. */
    private Optional<String> problem() {
        return tasks().stream()
                .map(task -> task.catalog().getTrouble())
                .filter(trouble -> !trouble.isEmpty())
                .findFirst();
    }

    /** All series now, in Prometheus's text format. */
    String text() {
        Map<String, Counted> ofStopped;
        List<ShownTask> running;
        synchronized (this) {
            ofStopped = Map.copyOf(stopped);
            running = List.copyOf(tasks);
        }
        Map<String, ConnectorView> connectors = new TreeMap<>();
        running.stream()
                .collect(Collectors.groupingBy(ShownTask::connector))
                .forEach((connector, its) -> connectors.put(
                        connector, ConnectorView.of(its, ofStopped.getOrDefault(connector, Counted.NOTHING))));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create()
                    .write(
                            text,
                            SinkSnapshots.of(connectors, clock.instant(), settings.exports()),
                            EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Stops listening. Not while holding the lock: a page that is being answered may wait for it. */
    void close() {
        Optional<HealthServer> listening = server();
        listening.ifPresent(HealthServer::close);
    }
}
