package dev.waybill.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;

/** Decides, the same way on every reading, which lines are events. */
final class LogEvents {
    /** Lines that are further ahead would be quarantined, so they are set aside here, where someone can look at them. */
    static final Duration FUTURE_SKEW = Duration.ofMinutes(5);

    private static final int MAX_LINE = 1024 * 1024;

    private final AccessLogParser parser;
    private final Instant now;

    LogEvents(AccessLogFormat format, Instant now) {
        this.parser = new AccessLogParser(format);
        this.now = now;
    }

    /** Parses a line, with or without the CR of a CR LF. */
    AccessLogEntry parse(byte[] line) throws BadLineException {
        if (line.length > MAX_LINE) {
            throw new BadLineException("longer than 1 MiB");
        }
        boolean carriageReturn = line.length > 0 && line[line.length - 1] == '\r';
        AccessLogEntry entry =
                parser.parse(new String(line, 0, carriageReturn ? line.length - 1 : line.length, ISO_8859_1));
        if (entry.time().isAfter(now.plus(FUTURE_SKEW))) {
            throw new BadLineException("the time is in the future");
        }
        return entry;
    }
}
