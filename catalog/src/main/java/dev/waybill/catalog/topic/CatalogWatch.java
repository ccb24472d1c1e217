package dev.waybill.catalog.topic;

import dev.waybill.catalog.snapshot.Knowledge;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a reader looking, on a thread of its own. */
public final class CatalogWatch implements AutoCloseable {
    /** How long between two looks. */
    public static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(CatalogWatch.class);
    private static final Duration CLOSE = Duration.ofSeconds(3);

    private final CatalogReader reader;
    private final ScheduledExecutorService executor;

    private CatalogWatch(CatalogReader reader, ScheduledExecutorService executor) {
        this.reader = reader;
        this.executor = executor;
    }

    /** Looks at once and then after each interval; takes the reader over. */
    public static CatalogWatch start(CatalogReader reader, Duration interval) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "waybill-catalog");
            thread.setDaemon(true);
            return thread;
        });
        CatalogWatch watch = new CatalogWatch(reader, executor);
        executor.scheduleWithFixedDelay(watch::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    public CatalogReader reader() {
        return reader;
    }

    /** Looks out of turn, for whoever meets something that the catalog should know; what is known after it. */
    public CompletableFuture<Knowledge> lookNow() {
        return CompletableFuture.supplyAsync(
                () -> {
                    look();
                    return reader.knowledge();
                },
                executor);
    }

    /** Stops looking and closes the reader. A look that is under way is waited for a moment, then interrupted. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
                executor.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
        reader.close();
    }

    /** A bug in a listener must not end the looks: nothing would be decided any more, without a word. */
    private void look() {
        try {
            reader.look();
        } catch (RuntimeException e) {
            LOG.error("A look at the catalog failed", e);
        }
    }
}
