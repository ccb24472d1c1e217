package dev.waybill.format.time;

import dev.waybill.format.row.RowBuffer;

/** A second taken apart in UTC. Mutable and reused; remembers the day, since neighbours mostly share it. */
public final class UtcTime {
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int DAYS_PER_ERA = 146_097;
    /** From 0000-03-01 to 1970-01-01. */
    private static final int DAYS_TO_EPOCH = 719_468;

    private long day = Long.MIN_VALUE;
    private long year;
    private int month;
    private int dayOfMonth;
    private int secondOfDay;

    /** Takes seconds since the epoch. */
    public void set(long seconds) {
        secondOfDay = (int) Math.floorMod(seconds, (long) SECONDS_PER_DAY);
        long newDay = Math.floorDiv(seconds, (long) SECONDS_PER_DAY);
        if (newDay != day) {
            day = newDay;
            setDate();
        }
    }

    /** Proleptic Gregorian calendar in years that begin in March, so that leap days come last. */
    private void setDate() {
        long shifted = day + DAYS_TO_EPOCH;
        long era = Math.floorDiv(shifted, (long) DAYS_PER_ERA);
        int dayOfEra = (int) Math.floorMod(shifted, (long) DAYS_PER_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int marchMonth = (5 * dayOfYear + 2) / 153;
        dayOfMonth = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
    }

    int month() {
        return month;
    }

    /** Four digits: no event with a year that needs more is accepted. */
    void putYear(RowBuffer out) {
        out.digits(year, 4);
    }

    /** {@code 2026-03-04} */
    void putDate(RowBuffer out) {
        putYear(out);
        out.put('-');
        out.digits(month, 2);
        out.put('-');
        putDayOfMonth(out);
    }

    void putDayOfMonth(RowBuffer out) {
        out.digits(dayOfMonth, 2);
    }

    /** {@code 05:06:07} */
    void putClock(RowBuffer out) {
        out.digits(secondOfDay / 3_600, 2);
        out.put(':');
        out.digits(secondOfDay / 60 % 60, 2);
        out.put(':');
        out.digits(secondOfDay % 60, 2);
    }
}
