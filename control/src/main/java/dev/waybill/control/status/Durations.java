package dev.waybill.control.status;

import java.time.Duration;

/** Durations as people say them: the largest unit that is not zero, and the next. */
public final class Durations {
    private Durations() {}

    /** {@code 2 d 2 h}, {@code 12 min}. */
    public static String text(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d" + rest(duration.toHoursPart(), " h");
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h" + rest(duration.toMinutesPart(), " min");
        }
        return duration.toMinutes() > 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }

    private static String rest(int amount, String unit) {
        return amount == 0 ? "" : " " + amount + unit;
    }
}
