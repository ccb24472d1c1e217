package dev.waybill.format.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.format.row.RowBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UtcTimeTest {
    private static final DateTimeFormatter APACHE = DateTimeFormatter.ofPattern(
                    "dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final UtcTime time = new UtcTime();
    private final RowBuffer out = new RowBuffer();

    /** The last days of February and what follows, and the turn of the year, of all years there can be. */
    @Test
    void knowsEveryYearsLeapDayAndItsFirstAndLastDay() {
        for (int year = 1970; year <= 9999; year++) {
            LocalDate march = LocalDate.of(year, 3, 1);
            for (LocalDate day : new LocalDate[] {
                LocalDate.of(year, 1, 1), march.minusDays(2), march.minusDays(1), march, LocalDate.of(year, 12, 31)
            }) {
                assertThat(written(TimeStyle.DATE, day.toEpochDay() * 86_400)).isEqualTo(day.toString());
            }
        }
    }

    @Test
    void writesAnySecondAsTheJdkDoes() {
        Random random = new Random(1);
        long last = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
        for (int i = 0; i < 50_000; i++) {
            // Given
            long second = i == 0 ? 0 : i == 1 ? last : random.nextLong(last);
            Instant instant = Instant.ofEpochSecond(second);
            String iso = instant.toString();

            // When, Then
            assertThat(written(TimeStyle.ISO, second)).isEqualTo(iso.replace("Z", ""));
            assertThat(written(TimeStyle.CLOCK, second)).isEqualTo(iso.substring(11, 19));
            assertThat(written(TimeStyle.APACHE, second)).isEqualTo(APACHE.format(instant));
        }
    }

    private String written(TimeStyle style, long second) {
        out.clear();
        time.set(second);
        style.putSecond(time, out);
        return new String(out.array(), 0, out.length(), StandardCharsets.US_ASCII);
    }
}
