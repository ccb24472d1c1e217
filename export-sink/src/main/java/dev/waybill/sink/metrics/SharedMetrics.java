package dev.waybill.sink.metrics;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A task's place among the metrics of its worker: one server shows all tasks that have the same settings. */
public final class SharedMetrics implements AutoCloseable {
    /** By settings; guarded by itself. */
    private static final Map<MetricsSettings, WorkerMetrics> WORKERS = new HashMap<>();

    private final MetricsSettings settings;
    private final WorkerMetrics worker;
    private final ShownTask task;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SharedMetrics(MetricsSettings settings, WorkerMetrics worker, ShownTask task) {
        this.settings = settings;
        this.worker = worker;
        this.task = task;
    }

    /** Shows the task until this is closed. Does not fail if nothing can listen there: see {@link #keepListening}. */
    public static SharedMetrics show(MetricsSettings settings, ShownTask task) {
        synchronized (WORKERS) {
            WorkerMetrics worker = WORKERS.computeIfAbsent(
                    settings, key -> new WorkerMetrics(key, Clock.systemUTC(), System::nanoTime));
            worker.add(task);
            worker.listen();
            return new SharedMetrics(settings, worker, task);
        }
    }

    /** Tries again to listen, if that has failed a while ago; to be called now and then. */
    public void keepListening() {
        worker.listen();
    }

    /** To be called while the task can still say what it has counted. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        synchronized (WORKERS) {
            worker.remove(task);
            if (worker.isEmpty()) {
                WORKERS.remove(settings);
                worker.close();
            }
        }
    }

    WorkerMetrics worker() {
        return worker;
    }
}
