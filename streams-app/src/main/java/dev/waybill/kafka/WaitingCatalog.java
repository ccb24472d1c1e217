package dev.waybill.kafka;

import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.delivery.CatalogView;
import dev.waybill.registry.Patience;
import dev.waybill.registry.Sleeper;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalog as its reader knows it. Whoever has an event that is not decided yet waits here, in small steps, and never
 * guesses: either it becomes known, or the caller gets an exception when patience ends, and the record is still to be
 * processed. Thread-safe.
 */
public final class WaitingCatalog implements CatalogView {
    static final Duration STEP = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(WaitingCatalog.class);

    private final Supplier<Knowledge> reader;
    private final Patience patience;
    private final Sleeper sleeper;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;

    /**
     * A view of what a reader knows.
     *
     * @param reader what is known now; costs nothing
     * @param patience of the thread that an event comes on
     */
    public WaitingCatalog(Supplier<Knowledge> reader, Patience patience, Sleeper sleeper) {
        this.reader = reader;
        this.patience = patience;
        this.sleeper = sleeper;
    }

    @Override
    public Knowledge now() {
        return reader.get();
    }

    @Override
    public Knowledge awaitDecided(long epochMicros) {
        if (waiting.getAndIncrement() == 0) {
            LOG.warn(
                    "events wait: which version rules them is not known yet; the catalog is known up to {}",
                    now().knownUpTo());
        }
        try {
            return await(epochMicros);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private Knowledge await(long epochMicros) {
        Knowledge known = now();
        while (!known.isDecided(epochMicros)) {
            if (closed || patience.left().compareTo(STEP) < 0) {
                throw new CatalogBehindException(
                        "which version rules an event did not become known in time: the catalog is known up to "
                                + known.knownUpTo());
            }
            pause();
            patience.waited(STEP);
            known = now();
        }
        return known;
    }

    private void pause() {
        try {
            sleeper.sleep(STEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CatalogBehindException("interrupted while an event waited for the catalog");
        }
    }

    /** Whether events wait now. */
    public boolean isWaitedFor() {
        return waiting.get() > 0;
    }

    /** Nobody waits any more: what is not processed is read again by whoever comes next. */
    public void close() {
        closed = true;
    }
}
