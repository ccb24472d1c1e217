package dev.waybill.verify.check;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an object's name says about it, which whoever puts objects there may make up.
 *
 * @param export the export's id
 * @param window the start of its window
 * @param lateHour the hour its events came in; empty for those on time
 */
record PartFile(String export, Instant window, Optional<Instant> lateHour) {
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);

    /** Every layout of names holds this; see {@code docs/reference/layouts.md}. */
    static Pattern pattern(String tenant) {
        return Pattern.compile(
                "(?:^|[/_-])" + Pattern.quote(tenant)
                        + "-([a-z0-9][a-z0-9-]{0,62})-([0-9]{8}T[0-9]{6}Z)(?:-late-([0-9]{8}T[0-9]{6}Z))?-p[0-9]+-[0-9]{5,}-[0-9a-f]{12}");
    }

    static Optional<PartFile> of(String name, Pattern pattern) {
        Matcher matcher = pattern.matcher(name);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String hour = matcher.group(3);
        Optional<Instant> window = instant(matcher.group(2));
        Optional<Instant> lateHour = hour == null ? Optional.empty() : instant(hour);
        boolean isTime = window.isPresent() && lateHour.isPresent() == (hour != null);
        return isTime ? Optional.of(new PartFile(matcher.group(1), window.get(), lateHour)) : Optional.empty();
    }

    /** {@code 20260304T050000Z} as names have it; empty if there is no such day or time. */
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, INSTANT).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
