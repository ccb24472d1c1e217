package dev.waybill.registry;

import dev.waybill.registry.schema.WriterSchema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks another lookup again while the registry is not available, with pauses that grow from a quarter of a second to
 * ten seconds. Nothing is skipped: either there is an answer, or the caller gets the exception when patience ends or
 * the thread is interrupted, and the record is still to be processed.
 */
public final class RetryingSchemaLookup implements SchemaLookup {
    static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(RetryingSchemaLookup.class);

    private final SchemaLookup registry;
    private final Patience patience;
    private final Duration longestCall;
    private final Clock clock;
    private final Sleeper sleeper;
    private volatile boolean available = true;

    /**
     * A lookup that keeps asking {@code registry}.
     *
     * @param patience of the thread that asks
     * @param longestCall how long one question to {@code registry} may last: none is asked again that could end too late
     */
    public RetryingSchemaLookup(
            SchemaLookup registry, Patience patience, Duration longestCall, Clock clock, Sleeper sleeper) {
        this.registry = registry;
        this.patience = patience;
        this.longestCall = longestCall;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Whether the last question was answered; true before the first one. */
    public boolean available() {
        return available;
    }

    @Override
    public WriterSchema writerSchema(int id) {
        Instant since = clock.instant();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                WriterSchema schema = registry.writerSchema(id);
                patience.waited(Duration.between(since, clock.instant()));
                reportAvailable();
                return schema;
            } catch (RegistryUnavailableException e) {
                reportUnavailable(id, e);
                Instant now = clock.instant();
                patience.waited(Duration.between(since, now));
                since = now;
                if (Thread.currentThread().isInterrupted() || patience.left().compareTo(pause.plus(longestCall)) < 0) {
                    throw e;
                }
                sleep(pause, e);
                pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
    }

    private void sleep(Duration pause, RegistryUnavailableException reason) {
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reason.addSuppressed(e);
            throw reason;
        }
    }

    private void reportAvailable() {
        if (!available) {
            available = true;
            LOG.info("the schema registry answers again");
        }
    }

    private void reportUnavailable(int id, RegistryUnavailableException reason) {
        if (available) {
            available = false;
            LOG.warn(
                    "waiting for the schema registry; events wait with it and none is skipped schemaId={} reason={}",
                    id,
                    reason.getMessage());
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
