package dev.waybill.imports.line.time;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/**
 * Reads a time as Apache, nginx and Amazon S3 write it ({@code 10/Oct/2026:13:55:36 +0000}), in English whatever the
 * machine speaks.
 */
public record CommonLogTime() implements TimeText {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    @Override
    public Instant parse(String text) {
        return ZonedDateTime.parse(text, FORMAT).toInstant();
    }

    @Override
    public String example() {
        return "04/Mar/2026:05:06:07 +0000";
    }

    /** User names before it may hold brackets. */
    @Override
    public boolean mayStart(String line, int at) {
        return at + 2 < line.length() && line.charAt(at + 2) == '/' && Character.isDigit(line.charAt(at));
    }
}
