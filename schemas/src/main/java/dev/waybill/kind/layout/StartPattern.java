package dev.waybill.kind.layout;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The pattern behind {@code window-start:}, as {@link DateTimeFormatter} reads it, of letters that write digits only, so
 * that names depend on no language and no version of Java.
 */
final class StartPattern {
    private static final String DEFAULT = "yyyyMMdd'T'HHmmss";
    private static final Pattern ALLOWED =
            Pattern.compile("(?:yyyy(?!y)|uuuu(?!u)|yy(?!y)|DDD(?!D)|MM(?!M)|dd(?!d)|HH(?!H)|mm(?!m)|ss(?!s)"
                    + "|'[A-Za-z0-9/=._,+@!()-]+'(?!')|[/=._,+@!()0-9-])+");

    private StartPattern() {}

    /**
     * Writes the window's start; an empty pattern stands for {@code yyyyMMdd'T'HHmmss}.
     *
     * @throws IllegalArgumentException if it is no pattern
     */
    static DateTimeFormatter of(String pattern, ZoneId zone) {
        String used = pattern.isEmpty() ? DEFAULT : pattern;
        if (!ALLOWED.matcher(used).matches()) {
            throw new IllegalArgumentException("path has a date pattern that is not understood; use yyyy, yy, MM, dd, "
                    + "DDD, HH, mm, ss, and other text in single quotes");
        }
        return DateTimeFormatter.ofPattern(used, Locale.ROOT).withZone(zone);
    }
}
