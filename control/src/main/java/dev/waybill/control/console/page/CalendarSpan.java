package dev.waybill.control.console.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The days that a calendar shows: from an instant up to another, which is excluded. As many as one answer of the API holds, so that
 * an export of many windows is shown a day at a time.
 */
record CalendarSpan(Instant from, Instant to) {
    /** How long a calendar may be, the longest first. */
    static final List<Duration> LENGTHS = List.of(
            Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(1), Duration.ofHours(6), Duration.ofHours(1));

    static CalendarSpan before(Instant to, Duration length) {
        return new CalendarSpan(to.minus(length), to);
    }

    Instant after() {
        return to.plus(Duration.between(from, to));
    }
}
