package dev.waybill.registry;

import java.time.Duration;

/** Waits for a while; tests have one that does not. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;

    /** Really waits. */
    static Sleeper system() {
        return duration -> Thread.sleep(duration.toMillis());
    }
}
