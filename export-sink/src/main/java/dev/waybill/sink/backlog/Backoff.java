package dev.waybill.sink.backlog;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait between attempts: delays that double with each failure, with a random half.
 *
 * @param initial the longest delay after the first failure
 * @param max the longest delay ever
 * @param random numbers in [0, 1)
 */
public record Backoff(Duration initial, Duration max, DoubleSupplier random) {
    private static final int MAX_DOUBLINGS = 30;

    public Backoff {
        if (initial.isNegative() || initial.isZero() || max.compareTo(initial) < 0) {
            throw new IllegalArgumentException("the initial backoff must be positive and not above the maximum");
        }
    }

    /** The delay after the given number of failures in a row, at least 1: half of it fixed, half random. */
    public Duration delay(int failures) {
        long doubled = initial.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        long ceiling = doubled <= 0 ? max.toMillis() : Math.min(doubled, max.toMillis());
        return Duration.ofMillis(Math.max(1, (long) (ceiling * (0.5 + 0.5 * random.getAsDouble()))));
    }
}
