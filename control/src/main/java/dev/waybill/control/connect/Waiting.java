package dev.waybill.control.connect;

import java.time.Duration;

/** Waits between two questions; a test does not. */
@FunctionalInterface
public interface Waiting {
    /** Lets this time pass. */
    void pass(Duration time) throws InterruptedException;

    /** Sleeps. */
    static Waiting sleeping() {
        return time -> Thread.sleep(time.toMillis());
    }
}
