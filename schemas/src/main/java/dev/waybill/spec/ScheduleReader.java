package dev.waybill.spec;

import dev.waybill.spec.yaml.DidYouMean;
import dev.waybill.spec.yaml.Mapping;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads {@code schedule}. */
final class ScheduleReader {
    private static final List<String> WORDS = List.of("daily", "hourly");
    private static final Pattern CRON = Pattern.compile("\\S+(?:\\s+\\S+){4,5}");

    private ScheduleReader() {}

    static ScheduleSpec read(Mapping mapping) {
        String every = mapping.parsed("every", ScheduleReader::every).orElse("hourly");
        ZoneId zone = mapping.parsed("zone", ScheduleReader::zone).orElse(ZoneOffset.UTC);
        Duration grace = mapping.parsed("grace", ScheduleReader::duration).orElse(ScheduleSpec.DEFAULT_GRACE);
        mapping.finish();
        return new ScheduleSpec(every, zone, grace);
    }

    private static String every(String text) {
        String every = text.strip();
        if (!WORDS.contains(every) && !CRON.matcher(every).matches()) {
            throw new IllegalArgumentException("must be hourly, daily or a cron expression of five or six fields; "
                    + DidYouMean.hint(every, WORDS));
        }
        if (!WORDS.contains(every)) {
            CronExpression.parse(every);
        }
        return every;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "unknown time zone; " + DidYouMean.hint(text, ZoneId.getAvailableZoneIds(), "write Europe/Berlin"),
                    e);
        }
    }

    /** An ISO-8601 duration that is not negative. */
    static Duration duration(String text) {
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeParseException e) {
            boolean bare = text.matches("[0-9]{1,6}[smhSMH]");
            String example = bare ? "PT" + text.toUpperCase(Locale.ROOT) : "PT10M";
            throw new IllegalArgumentException("must be an ISO-8601 duration; write " + example, e);
        }
        if (duration.isNegative()) {
            throw new IllegalArgumentException("must not be negative; write PT10M");
        }
        return duration;
    }
}
