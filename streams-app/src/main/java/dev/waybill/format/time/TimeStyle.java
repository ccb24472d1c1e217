package dev.waybill.format.time;

import dev.waybill.format.row.RowBuffer;

/**
 * How a format writes times, always in UTC. The text begins with what is the same for all times of a second, so that
 * this can be kept from one row to the next.
 */
public enum TimeStyle {
    /** {@code 2026-03-04T05:06:07+00:00}, rounded down. */
    OFFSET_SECONDS {
        @Override
        public void putSecond(UtcTime time, RowBuffer out) {
            dateTime(time, out);
            out.ascii("+00:00");
        }
    },
    /** {@code 2026-03-04T05:11:02.000317+00:00}, always with six digits. */
    OFFSET_MICROS {
        @Override
        public void putSecond(UtcTime time, RowBuffer out) {
            dateTime(time, out);
        }

        @Override
        public void putMicros(int micros, RowBuffer out) {
            fraction(micros, out);
            out.ascii("+00:00");
        }
    },
    /** {@code 2026-03-04T05:06:07Z}, with six digits of a second only where they are not all zero. */
    ISO {
        @Override
        public void putSecond(UtcTime time, RowBuffer out) {
            dateTime(time, out);
        }

        @Override
        public void putMicros(int micros, RowBuffer out) {
            if (micros != 0) {
                fraction(micros, out);
            }
            out.put('Z');
        }
    },
    /** {@code 04/Mar/2026:05:06:07 +0000}, as web servers write it. */
    APACHE {
        @Override
        public void putSecond(UtcTime time, RowBuffer out) {
            time.putDayOfMonth(out);
            out.put('/');
            out.ascii(MONTHS[time.month() - 1]);
            out.put('/');
            time.putYear(out);
            out.put(':');
            time.putClock(out);
            out.ascii(" +0000");
        }
    },
    /** {@code 2026-03-04} */
    DATE {
        @Override
        public void putSecond(UtcTime time, RowBuffer out) {
            time.putDate(out);
        }
    },
    /** {@code 05:06:07} */
    CLOCK {
        @Override
        public void putSecond(UtcTime time, RowBuffer out) {
            time.putClock(out);
        }
    };

    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    /** Puts what is the same for all times within a second. */
    public abstract void putSecond(UtcTime time, RowBuffer out);

    /** Puts what comes after it, if anything. */
    public void putMicros(int micros, RowBuffer out) {}

    private static void dateTime(UtcTime time, RowBuffer out) {
        time.putDate(out);
        out.put('T');
        time.putClock(out);
    }

    private static void fraction(int micros, RowBuffer out) {
        out.put('.');
        out.digits(micros, 6);
    }
}
