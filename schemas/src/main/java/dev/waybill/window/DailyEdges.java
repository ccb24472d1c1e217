package dev.waybill.window;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The beginnings of a zone's calendar days, so that a day with a change of the clock has 23 or 25 hours. A day that
 * begins twice begins the first time; a day the zone skipped has no window.
 */
record DailyEdges(ZoneId zone) implements Edges {
    @Override
    public long atOrBefore(long second) {
        return start(dayOf(second));
    }

    @Override
    public long after(long second) {
        LocalDate day = dayOf(second);
        return start(day.plusDays(1));
    }

    /** The latest day that has begun; not always the date on the clock, which can run back over midnight. */
    private LocalDate dayOf(long second) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(second), zone);
        while (start(day.plusDays(1)) <= second) {
            day = day.plusDays(1);
        }
        while (start(day) > second) {
            day = day.minusDays(1);
        }
        return day;
    }

    private long start(LocalDate day) {
        return day.atStartOfDay(zone).toEpochSecond();
    }
}
