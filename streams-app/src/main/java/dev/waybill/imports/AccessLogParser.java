package dev.waybill.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Parses Apache's common and combined log formats as servers really write them: user names with blanks, requests that
 * are no HTTP, escaped and unescaped quotes, dashes for what is unknown, further fields at the end.
 */
final class AccessLogParser {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH);

    private final AccessLogFormat format;

    AccessLogParser(AccessLogFormat format) {
        this.format = format;
    }

    /** Parses a line without its line end; each character stands for one byte. */
    AccessLogEntry parse(String line) throws BadLineException {
        if (line.isBlank()) {
            throw new BadLineException("empty line");
        }
        LineScanner scanner = new LineScanner(line);
        String host = LineScanner.unescaped(scanner.word("host"));
        String ident = scanner.word("ident");
        String user = LineScanner.unescaped(scanner.upToTime());
        Instant time = time(scanner.upTo("] ", "time in brackets"));
        Optional<String> request = LineScanner.unlessDash(scanner.quoted("request"));
        OptionalInt status = status(scanner.word("status"));
        OptionalLong bytes = bytes(scanner.word("number of bytes"));
        Optional<String> referer = Optional.empty();
        Optional<String> userAgent = Optional.empty();
        if (format == AccessLogFormat.COMBINED) {
            if (scanner.atEnd()) {
                throw new BadLineException("no referer and user agent; is this --format common?");
            }
            referer = LineScanner.unlessDash(scanner.quoted("referer"));
            userAgent = LineScanner.unlessDash(scanner.quoted("user agent"));
        }
        return new AccessLogEntry(
                host,
                LineScanner.unlessDash(user),
                time,
                RequestLine.of(request),
                status,
                bytes,
                referer,
                userAgent,
                !ident.equals("-") || !scanner.atEnd());
    }

    private static Instant time(String text) throws BadLineException {
        try {
            Instant time = ZonedDateTime.parse(text, TIME).toInstant();
            if (time.getEpochSecond() > 0) {
                return time;
            }
            throw new BadLineException("the time is before 1970");
        } catch (DateTimeException e) {
            throw new BadLineException("the time is not like 04/Mar/2026:05:06:07 +0000");
        }
    }

    private static OptionalInt status(String text) throws BadLineException {
        if (text.equals("-")) {
            return OptionalInt.empty();
        }
        if (!text.matches("\\d{3}")) {
            throw new BadLineException("the status is not three digits");
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    private static OptionalLong bytes(String text) throws BadLineException {
        if (text.equals("-")) {
            return OptionalLong.empty();
        }
        if (!text.matches("\\d{1,18}")) {
            throw new BadLineException("the number of bytes is not a number");
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
