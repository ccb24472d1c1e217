package dev.waybill.imports.line.time;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * Reads a time that is a number of units since 1970-01-01T00:00:00Z.
 *
 * @param unit how many nanoseconds one is
 * @param example of a number in this unit
 */
public record EpochTime(long unit, String example) implements TimeText {
    public static final EpochTime SECONDS = new EpochTime(1_000_000_000L, "1772600767.123");
    public static final EpochTime MILLIS = new EpochTime(1_000_000L, "1772600767123");
    public static final EpochTime MICROS = new EpochTime(1_000L, "1772600767123456");

    private static final int LONGEST = 40;

    @Override
    public Instant parse(String text) {
        if (text.length() > LONGEST || !text.matches("\\d+(\\.\\d+)?")) {
            throw new NumberFormatException("no number");
        }
        BigDecimal nanos = new BigDecimal(text).multiply(BigDecimal.valueOf(unit));
        return Instant.ofEpochSecond(0, nanos.setScale(0, RoundingMode.DOWN).longValueExact());
    }
}
