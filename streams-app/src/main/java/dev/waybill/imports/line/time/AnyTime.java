package dev.waybill.imports.line.time;

import java.time.Instant;

/**
 * Reads a time in any of the three ways that nginx writes them, told apart by their shape, for keys whose name does not
 * tell which it is.
 */
public record AnyTime() implements TimeText {
    private static final TimeText COMMON_LOG = new CommonLogTime();
    private static final TimeText ISO = new IsoTime();
    private static final int DIGITS_OF_SECONDS = 10;

    @Override
    public Instant parse(String text) {
        if (COMMON_LOG.mayStart(text, 0)) {
            return COMMON_LOG.parse(text);
        }
        if (text.indexOf('-') > 0) {
            return ISO.parse(text);
        }
        int digits = (text + ".").indexOf('.');
        return (digits > DIGITS_OF_SECONDS ? EpochTime.MILLIS : EpochTime.SECONDS).parse(text);
    }

    @Override
    public String example() {
        return ISO.example();
    }
}
