package dev.waybill.control.rows;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as files have them, as the sum takes them. */
final class Micros {
    private Micros() {}

    /**
     * Microseconds since 1970 of a time such as {@code 2026-03-04T05:06:07.000317Z}.
     *
     * @throws java.time.DateTimeException if it is none
     */
    static long parse(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }
}
