package dev.waybill.wire.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Which times of events are accepted, and what numbers without a unit mean.
 *
 * @param earliestDay UTC; any time before it is refused, since a number in a wrong unit mostly ends in the seventies
 * @param epochUnit what a number counts that states no unit; empty to refuse such numbers
 */
public record TimeRules(LocalDate earliestDay, Optional<TimestampUnit> epochUnit) {
    /** The last microsecond of the year 9999: later times have no four-digit year to be written with. */
    public static final long LATEST_MICROS =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond() * 1_000_000 + 999_999;

    /** What Go and .NET send for a time that was never set: the first moment of the year 1. */
    private static final long YEAR_ONE_MICROS =
            Instant.parse("0001-01-01T00:00:00Z").getEpochSecond() * 1_000_000;

    private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    /** This century, and no numbers without a unit. */
    public static final TimeRules DEFAULT = new TimeRules(LocalDate.of(2000, 1, 1), Optional.empty());

    public TimeRules {
        if (!isPossible(earliestDay)) {
            throw new IllegalArgumentException("the earliest day must be from " + FIRST_DAY + " to " + LAST_DAY);
        }
    }

    /** The same with another earliest day. */
    public TimeRules since(LocalDate day) {
        return new TimeRules(day, epochUnit);
    }

    /** Whether it can be the earliest day: no time is negative, and none has more than four digits of a year. */
    public static boolean isPossible(LocalDate earliestDay) {
        return !earliestDay.isBefore(FIRST_DAY) && !earliestDay.isAfter(LAST_DAY);
    }

    /** The first microsecond that is accepted. */
    public long earliestMicros() {
        return earliestDay.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * 1_000_000;
    }

    /** Whether it is what producers send for a time that they never set. */
    static boolean isUnset(long micros) {
        return micros == 0 || micros == YEAR_ONE_MICROS;
    }
}
