package dev.waybill.app;

import dev.waybill.catalog.snapshot.Knowledge;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses the application as a whole when what is known of the catalog has become too old to go on by, so that no event meets
 * a thread that must wait, and lets it go on when it is renewed. To be asked to look every second or so, by one thread.
 */
final class StaleCatalogGuard {
    private static final Logger LOG = LoggerFactory.getLogger(StaleCatalogGuard.class);

    private final Supplier<Knowledge> known;
    private final Clock clock;
    private final Runnable pause;
    private final Runnable resume;
    private volatile boolean paused;

    StaleCatalogGuard(Supplier<Knowledge> known, Clock clock, Runnable pause, Runnable resume) {
        this.known = known;
        this.clock = clock;
        this.pause = pause;
        this.resume = resume;
    }

    void look() {
        Instant knownUpTo = known.get().knownUpTo();
        boolean stale = known.get().isStale(clock.instant());
        if (stale && !paused) {
            LOG.warn(
                    "the application pauses: nothing has been learned of the catalog since {}; it goes on by itself",
                    knownUpTo);
            paused = true;
            pause.run();
        } else if (!stale && paused) {
            LOG.info("the application goes on: the catalog is known up to {}", knownUpTo);
            resume.run();
            paused = false;
        }
    }

    boolean isPaused() {
        return paused;
    }
}
