package dev.waybill.sink.catalog;

import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.topic.CatalogReader;
import dev.waybill.catalog.topic.CatalogWatch;
import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.clients.RealClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The catalog, read once for all tasks of a worker that reach it with the same settings: with ten thousand tenants it takes
 * memory, and each reader asks every two seconds. It is read as long as somebody has it open.
 */
public final class SharedCatalog implements CatalogView {
    /** By client settings; guarded by itself. */
    private static final Map<Map<String, Object>, Reading> READINGS = new HashMap<>();

    private final Map<String, Object> client;
    private final Reading reading;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** One reader, and who has it open. */
    private static final class Reading {
        private final CatalogWatch watch;
        private final AtomicLong looks = new AtomicLong();
        private final Lock turn = new ReentrantLock();
        private int holders;

        Reading(Map<String, Object> client) {
            watch = CatalogWatch.start(
                    CatalogReader.of(new KafkaCatalogTopic(new RealClients(), client)), CatalogWatch.INTERVAL);
        }

        /**
         * However many wait for a look: one that has not begun when they ask is for all of them. All of them can be
         * interrupted: the calls of a task that stops must not wait for those of another one.
         */
        void look(Duration atMost) {
            long until = System.nanoTime() + atMost.toNanos();
            long asked = looks.get();
            try {
                if (!turn.tryLock(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                    return;
                }
                try {
                    if (looks.get() == asked) {
                        looks.incrementAndGet();
                        watch.lookNow().get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                    }
                } finally {
                    turn.unlock();
                }
            } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
                // The reader says why; what is known says how far it has come.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private SharedCatalog(Map<String, Object> client, Reading reading) {
        this.client = client;
        this.reading = reading;
    }

    /**
     * Opens the catalog, to be closed once.
     *
     * @param client settings of any Kafka client, by Kafka's own keys
     * @throws org.apache.kafka.common.KafkaException if no client can be made with them
     */
    public static SharedCatalog open(Map<String, Object> client) {
        Map<String, Object> settings = Map.copyOf(client);
        synchronized (READINGS) {
            Reading reading = READINGS.computeIfAbsent(settings, Reading::new);
            reading.holders++;
            return new SharedCatalog(settings, reading);
        }
    }

    @Override
    public Knowledge knowledge() {
        return reading.watch.reader().knowledge();
    }

    @Override
    public Optional<String> trouble() {
        return reading.watch.reader().trouble();
    }

    @Override
    public void look(Duration atMost) {
        reading.look(atMost);
    }

    /** Returns at once. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        boolean last;
        synchronized (READINGS) {
            last = --reading.holders == 0;
            if (last) {
                READINGS.remove(client);
            }
        }
        if (last) {
            // A look that is under way may take longer than Connect waits for a task to stop.
            Thread closing = new Thread(reading.watch::close, "waybill-catalog-close");
            closing.setDaemon(true);
            closing.start();
        }
    }
}
