package dev.waybill.imports.log;

import static java.time.temporal.ChronoField.MILLI_OF_SECOND;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import dev.waybill.imports.line.time.EpochTime;
import dev.waybill.imports.line.time.FormattedTime;
import dev.waybill.imports.line.time.TimeText;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a time that one or more {@code %{...}t} write, with text between them. Source: Apache HTTP Server 2.4,
 * mod_log_config; C's strftime.
 */
final class ApacheTimes {
    private static final Pattern PIECE = Pattern.compile("%[!<>0-9,]*\\{(?:begin:|end:)?([^}]*)}t|([^%]+)");

    private final DateTimeFormatterBuilder formatter = new DateTimeFormatterBuilder();
    private final String written;

    private ApacheTimes(String written) {
        this.written = written;
    }

    /**
     * The time that these directives write.
     *
     * @throws IllegalArgumentException if they write no date and time of the day, or in a way that is not known here
     */
    static TimeText of(String written) {
        String plain = written.replaceAll("\\{(begin|end):", "{");
        return switch (plain) {
            case "%{sec}t", "%{sec}t.%{msec_frac}t", "%{sec}t.%{usec_frac}t" -> EpochTime.SECONDS;
            case "%{msec}t" -> EpochTime.MILLIS;
            case "%{usec}t" -> EpochTime.MICROS;
            default -> new ApacheTimes(written).formatted();
        };
    }

    private TimeText formatted() {
        Matcher pieces = PIECE.matcher(written);
        while (pieces.find()) {
            if (pieces.group(2) != null) {
                formatter.appendLiteral(pieces.group(2));
            } else {
                append(pieces.group(1));
            }
        }
        try {
            FormattedTime time = FormattedTime.of(formatter.toFormatter(Locale.ENGLISH));
            time.parse(time.example());
            return time;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "--log-format: " + written + " does not say date and time of the day", e);
        }
    }

    private void append(String argument) {
        switch (argument) {
            case "msec_frac" -> formatter.appendValue(MILLI_OF_SECOND, 3);
            case "usec_frac" -> formatter.appendFraction(NANO_OF_SECOND, 6, 6, false);
            default -> strftime(argument);
        }
    }

    private void strftime(String pattern) {
        if (pattern.isEmpty() || pattern.indexOf('%') < 0) {
            throw unknown("{" + pattern + "}");
        }
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c != '%' || i + 1 == pattern.length()) {
                formatter.appendLiteral(c);
            } else {
                i++;
                conversion(pattern.charAt(i));
            }
        }
    }

    private void conversion(char c) {
        switch (c) {
            case 'Y' -> formatter.appendPattern("uuuu");
            case 'm' -> formatter.appendPattern("MM");
            case 'b', 'h' -> formatter.appendPattern("MMM");
            case 'B' -> formatter.appendPattern("MMMM");
            case 'd' -> formatter.appendPattern("dd");
            case 'e' -> formatter.appendPattern("ppd");
            case 'a' -> formatter.appendPattern("EEE");
            case 'A' -> formatter.appendPattern("EEEE");
            case 'H' -> formatter.appendPattern("HH");
            case 'I' -> formatter.appendPattern("hh");
            case 'p' -> formatter.appendPattern("a");
            case 'M' -> formatter.appendPattern("mm");
            case 'S' -> formatter.appendPattern("ss");
            case 'T' -> formatter.appendPattern("HH:mm:ss");
            case 'R' -> formatter.appendPattern("HH:mm");
            case 'F' -> formatter.append(DateTimeFormatter.ISO_LOCAL_DATE);
            case 'z' -> formatter.appendPattern("Z");
            case '%' -> formatter.appendLiteral('%');
            default -> throw unknown("%" + c);
        }
    }

    private static IllegalArgumentException unknown(String what) {
        return new IllegalArgumentException(
                "--log-format: no time can be read from " + what + "; known are sec, msec, usec, msec_frac, usec_frac"
                        + " and strftime's %Y %m %b %B %d %e %a %A %H %I %p %M %S %T %R %F %z");
    }
}
