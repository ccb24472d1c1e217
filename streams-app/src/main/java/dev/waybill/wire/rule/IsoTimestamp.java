package dev.waybill.wire.rule;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Reads the ISO-8601 times of events: {@code 2026-03-04T05:06:07.000317+00:00}. Date, time to the second and an
 * offset ({@code Z}, {@code ±hh:mm}, {@code ±hhmm} or {@code ±hh}) are required; a fraction may have up to nine digits,
 * of which the first six count. A blank may stand for the T, as RFC 3339 allows.
 */
public final class IsoTimestamp {
    /** The answer for text that is no such time; never a valid one. */
    public static final long INVALID = Long.MIN_VALUE;

    private static final int FRACTION = 19;
    /** Longer than any such time, so that the beginning of a longer text is none. */
    private static final int MAX_LENGTH = 64;

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int MAX_OFFSET_SECONDS = 18 * 3600;
    private static final int[] MONTH_LENGTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private IsoTimestamp() {}

    /** The same of UTF-8 bytes. */
    public static long parse(byte[] text, int offset, int length) {
        return parse(new String(text, offset, Math.min(length, MAX_LENGTH), ISO_8859_1).toCharArray(), 0, length);
    }

    /** Microseconds since the epoch, or {@link #INVALID}. */
    public static long parse(char[] text, int offset, int length) {
        if (length <= FRACTION
                || text[offset + 4] != '-'
                || text[offset + 7] != '-'
                || !isSeparator(text[offset + 10])
                || text[offset + 13] != ':'
                || text[offset + 16] != ':') {
            return INVALID;
        }
        int year = digits(text, offset, 4);
        int month = digits(text, offset + 5, 2);
        int day = digits(text, offset + 8, 2);
        int hour = digits(text, offset + 11, 2);
        int minute = digits(text, offset + 14, 2);
        int second = digits(text, offset + 17, 2);
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) {
            return INVALID;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return INVALID;
        }
        int at = offset + FRACTION;
        int end = offset + length;
        long micros = 0;
        if (text[at] == '.') {
            int zone = endOfDigits(text, at + 1, end);
            int size = zone - at - 1;
            if (size < 1 || size > 9) {
                return INVALID;
            }
            micros = fraction(text, at + 1, size);
            at = zone;
        }
        int zoneSeconds = zoneSeconds(text, at, end - at);
        if (zoneSeconds == Integer.MIN_VALUE) {
            return INVALID;
        }
        long seconds = epochDay(year, month, day) * 86_400 + hour * 3600L + minute * 60L + second - zoneSeconds;
        return seconds * MICROS_PER_SECOND + micros;
    }

    private static boolean isSeparator(char c) {
        return c == 'T' || c == 't' || c == ' ';
    }

    /** The number in {@code count} digits; negative if one is no digit. */
    private static int digits(char[] text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int endOfDigits(char[] text, int from, int end) {
        int at = from;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }

    private static long fraction(char[] text, int from, int count) {
        int value = digits(text, from, Math.min(count, 6));
        for (int i = count; i < 6; i++) {
            value *= 10;
        }
        return value;
    }

    private static int zoneSeconds(char[] text, int at, int length) {
        if (length == 1 && (text[at] == 'Z' || text[at] == 'z')) {
            return 0;
        }
        boolean colon = length == 6 && text[at + 3] == ':';
        if (!(length == 3 || length == 5 || colon) || text[at] != '+' && text[at] != '-') {
            return Integer.MIN_VALUE;
        }
        int hours = digits(text, at + 1, 2);
        int minutes = length == 3 ? 0 : digits(text, at + length - 2, 2);
        int seconds = hours * 3600 + minutes * 60;
        if (hours < 0 || minutes < 0 || minutes > 59 || seconds > MAX_OFFSET_SECONDS) {
            return Integer.MIN_VALUE;
        }
        return text[at] == '-' ? -seconds : seconds;
    }

    private static int monthLength(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : MONTH_LENGTHS[month - 1];
    }

    /** Days since 1970-01-01 in the proleptic Gregorian calendar. */
    private static long epochDay(int year, int month, int day) {
        long elapsed = year - 1L;
        long days = elapsed * 365 + elapsed / 4 - elapsed / 100 + elapsed / 400;
        for (int earlier = 1; earlier < month; earlier++) {
            days += monthLength(year, earlier);
        }
        return days + day - 1 - 719_162;
    }
}
