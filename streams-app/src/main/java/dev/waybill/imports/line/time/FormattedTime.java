package dev.waybill.imports.line.time;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;

/**
 * Reads a time in a pattern that the log's owner chose.
 *
 * @param formatter in UTC where the pattern has no offset
 * @param example a time in this pattern
 */
public record FormattedTime(DateTimeFormatter formatter, String example) implements TimeText {
    /** The time of this formatter, which needs to say date and time of the day. */
    public static FormattedTime of(DateTimeFormatter formatter) {
        DateTimeFormatter zoned = formatter.withZone(ZoneOffset.UTC).withResolverStyle(ResolverStyle.STRICT);
        return new FormattedTime(
                zoned, zoned.format(ZonedDateTime.of(2026, 3, 4, 5, 6, 7, 123_000_000, ZoneOffset.UTC)));
    }

    @Override
    public Instant parse(String text) {
        return Instant.from(formatter.parse(text));
    }
}
