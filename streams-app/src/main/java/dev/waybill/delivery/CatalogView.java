package dev.waybill.delivery;

import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.event.TryAgainException;

/** The catalog as the path of an event sees it. Thread-safe. */
public interface CatalogView {
    /** What is known now; costs nothing. */
    Knowledge now();

    /**
     * Waits until what rules at this time is known for good.
     *
     * @param epochMicros microseconds since the epoch
     * @return what is known then
     * @throws TryAgainException if it does not become known in time; the record can be tried again
     */
    Knowledge awaitDecided(long epochMicros);
}
