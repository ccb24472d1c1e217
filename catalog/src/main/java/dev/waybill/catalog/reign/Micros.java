package dev.waybill.catalog.reign;

import java.time.Instant;

/** Instants as microseconds since the epoch, the unit of event time. */
public final class Micros {
    private static final long PER_SECOND = 1_000_000;

    private Micros() {}

    /** @throws IllegalArgumentException if the instant is more than 292,000 years away */
    public static long of(Instant instant) {
        try {
            return Math.addExact(
                    Math.multiplyExact(instant.getEpochSecond(), PER_SECOND), instant.getNano() / (PER_SECOND / 1000));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("instant is too far away: " + instant, e);
        }
    }
}
