package dev.waybill.control.console.http;

import java.time.Duration;

/** Is told of each answer. Thread-safe, and does not throw. */
@FunctionalInterface
public interface Observer {
    /** Tells nobody. */
    Observer NONE = (what, status, took) -> {};

    /**
     * Something was answered.
     *
     * @param what the operation's id or the page's path as it is declared, so there are no more than those; {@code other} for
     *     what is neither
     */
    void answered(String what, int status, Duration took);
}
