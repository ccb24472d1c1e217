package dev.waybill.sink.catalog;

import dev.waybill.catalog.snapshot.Knowledge;
import java.time.Duration;
import java.util.Optional;

/** The catalog as a reader has read it, which looks for changes every few seconds. Safe for use by several threads. */
public interface CatalogView extends AutoCloseable {
    /** What is known now. Costs nothing. */
    Knowledge knowledge();

    /** Why nothing new is learned; empty while everything is well. */
    Optional<String> trouble();

    /** Waits for a look that begins after this call has begun, but not longer than this; an interrupt ends the wait. */
    void look(Duration atMost);

    @Override
    void close();
}
