package dev.waybill.imports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.waybill.imports.line.BadLineException;
import dev.waybill.imports.line.LogEntry;
import dev.waybill.imports.log.LineParser;
import dev.waybill.imports.log.LogFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides, the same way on every reading, which lines of a log are events. For one reading. */
final class LogEvents {
    /** Lines that are further ahead would be quarantined, so they are set aside here, where someone can look at them. */
    static final Duration FUTURE_SKEW = Duration.ofMinutes(5);

    /** The header that syslog puts before a line: RFC 3164, RFC 5424, and what rsyslog and journald write to files. */
    private static final Pattern SYSLOG = Pattern.compile(
            "(<\\d{1,3}>\\d? ?)?"
                    + "([A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\S*) \\S+ \\S.*");

    private static final int SYSLOG_HEADER = 256;

    private final LineParser parser;
    private final Instant now;

    LogEvents(LogFormat format, Instant now) {
        this.parser = format.parser();
        this.now = now;
    }

    /**
     * Parses a line, with or without the CR of a CR LF.
     *
     * @return empty for a line of a header
     */
    Optional<LogEntry> parse(LinePiece piece) throws BadLineException {
        if (!piece.isLine()) {
            throw new BadLineException("longer than 1 MiB");
        }
        byte[] bytes = piece.bytes();
        boolean carriageReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
        byte[] line = carriageReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
        if (isBlank(line)) {
            throw new BadLineException("empty line");
        }
        try {
            return checked(parser.parse(line));
        } catch (BadLineException e) {
            String beginning = new String(line, 0, Math.min(line.length, SYSLOG_HEADER), ISO_8859_1);
            throw SYSLOG.matcher(beginning).matches()
                    ? new BadLineException("a header of syslog stands before the line; remove it first")
                    : e;
        }
    }

    private Optional<LogEntry> checked(Optional<LogEntry> entry) throws BadLineException {
        if (entry.filter(event -> event.time().isAfter(now.plus(FUTURE_SKEW))).isPresent()) {
            throw new BadLineException("the time is in the future");
        }
        return entry;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
