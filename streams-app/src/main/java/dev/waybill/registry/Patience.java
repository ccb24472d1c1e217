package dev.waybill.registry;

import java.time.Duration;

/** How much longer the thread at hand may wait for what its records need. */
public interface Patience {
    /** What is left; not above zero where it may not wait any more. */
    Duration left();

    /** It has waited for so long. */
    void waited(Duration time);
}
