package dev.waybill.local;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What tests write as the fourth of March 2024 is the day before yesterday: every window from the first event until now gets
 * a receipt, and there must not be too many.
 */
final class RecentDay {
    private static final LocalDate WRITTEN = LocalDate.of(2024, 3, 4);
    private static final LocalDate MEANT = LocalDate.now(ZoneOffset.UTC).minusDays(2);
    private static final String[] FORMS = {
        "'year='uuuu'/month='MM'/day='dd", "uuuu-MM-dd", "uuuu/MM/dd", "uuuuMMdd", "uuuu-DDD"
    };

    private RecentDay() {}

    /** Midnight after it, UTC. */
    static Instant end() {
        return MEANT.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The text with the day that is meant, and the day before it, in all forms that names and events have. */
    static String dated(String text) {
        String dated = text;
        for (int daysBefore = 0; daysBefore < 2; daysBefore++) {
            for (String form : FORMS) {
                DateTimeFormatter formatter = DateTimeFormatter.ofPattern(form, Locale.ROOT);
                dated = dated.replace(
                        formatter.format(WRITTEN.minusDays(daysBefore)), formatter.format(MEANT.minusDays(daysBefore)));
            }
        }
        return dated;
    }
}
