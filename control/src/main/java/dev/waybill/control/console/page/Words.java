package dev.waybill.control.console.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Values as people read them. */
public final class Words {
    private static final DateTimeFormatter DAY = at("uuuu-MM-dd");
    private static final DateTimeFormatter MINUTE = at("uuuu-MM-dd HH:mm");
    private static final DateTimeFormatter SECOND = at("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter CLOCK = at("HH:mm");
    private static final String[] BYTES = {"bytes", "KiB", "MiB", "GiB", "TiB"};

    private Words() {}

    /** {@code 2026-03-04 05:00 UTC}; seconds only where there are some. */
    public static String time(String instant) {
        Instant time = Instant.parse(instant);
        return (time.getEpochSecond() % 60 == 0 ? MINUTE : SECOND).format(time) + " UTC";
    }

    /** {@code 2026-03-04} in UTC. */
    public static String day(String instant) {
        return DAY.format(Instant.parse(instant));
    }

    /** {@code 05:00} in UTC. */
    public static String clock(String instant) {
        return CLOCK.format(Instant.parse(instant));
    }

    /** {@code 2026-03-04 05:00 to 06:00 UTC}; with both days where they differ. */
    public static String span(Json window) {
        String start = window.text("start");
        String end = window.text("end");
        String from = MINUTE.format(Instant.parse(start));
        return from + " to " + (day(start).equals(day(end)) ? clock(end) : MINUTE.format(Instant.parse(end))) + " UTC";
    }

    /**
     * {@code 3 d 4 h}, {@code 2 min}: the two largest units.
     *
     * @param iso {@code PT2M}
     */
    public static String duration(String iso) {
        return duration(Duration.parse(iso));
    }

    static String duration(Duration duration) {
        Duration positive = duration.isNegative() ? Duration.ZERO : duration;
        if (positive.toDays() > 0) {
            return two(positive.toDays(), "d", positive.toHoursPart(), "h");
        }
        if (positive.toHours() > 0) {
            return two(positive.toHours(), "h", positive.toMinutesPart(), "min");
        }
        return positive.toMinutes() > 0
                ? two(positive.toMinutes(), "min", positive.toSecondsPart(), "s")
                : positive.toSeconds() + " s";
    }

    /** {@code 12,345}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 part}, {@code 2 parts}. */
    public static String counted(long count, String one) {
        return count(count) + " " + one + (count == 1 ? "" : "s");
    }

    /** {@code 1.5 MiB}. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < BYTES.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? count(bytes) + " bytes" : String.format(Locale.ROOT, "%.1f %s", value, BYTES[unit]);
    }

    /** A word of the API in prose: {@code held back} for {@code held-back}. */
    public static String prose(String word) {
        return word.replace('-', ' ');
    }

    /** A text, or a dash where there is none. */
    public static String orDash(Optional<String> text) {
        return text.filter(some -> !some.isEmpty()).orElse("–");
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }

    private static DateTimeFormatter at(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
