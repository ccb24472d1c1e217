package dev.waybill.imports.line.time;

import java.time.Instant;

/** How a log writes times. */
public sealed interface TimeText permits AnyTime, CommonLogTime, EpochTime, FormattedTime, IsoTime {
    /**
     * The time that the text says.
     *
     * @throws java.time.DateTimeException if it says none
     * @throws NumberFormatException if it says none
     * @throws ArithmeticException if it is out of range
     */
    Instant parse(String text);

    /** A time as reasons show it. */
    String example();

    /** Whether a time may begin there. */
    default boolean mayStart(String line, int at) {
        return true;
    }
}
