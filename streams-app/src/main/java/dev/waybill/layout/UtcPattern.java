package dev.waybill.layout;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The forms of UTC times in names. */
final class UtcPattern {
    /** {@code 20260304T050000Z}. */
    static final DateTimeFormatter INSTANT = of("yyyyMMdd'T'HHmmss'Z'");
    /** {@code year=2026/month=03/day=04/}. */
    static final DateTimeFormatter HIVE_DAY = of("'year='yyyy/'month='MM/'day='dd/");
    /** {@code hour=05/}. */
    static final DateTimeFormatter HIVE_HOUR = of("'hour='HH/");

    private UtcPattern() {}

    static DateTimeFormatter of(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}
