package dev.waybill.wire.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimestampTest {
    @Test
    void agreesWithTheJdkFromTheYear1To9999() {
        // Given
        Random random = new Random(11);
        long first = Instant.parse("0001-01-02T00:00:00Z").getEpochSecond();
        long last = Instant.parse("9999-12-30T00:00:00Z").getEpochSecond();
        for (int i = 0; i < 20_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(first, last), random.nextInt(1_000_000) * 1_000L);
            ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-18 * 60, 18 * 60 + 1) * 60);
            String text = OffsetDateTime.ofInstant(instant, offset).toString();
            if (text.length() > 19 && text.charAt(16) == ':') {
                // When
                long micros = parse(text);

                // Then
                assertThat(micros)
                        .as(text)
                        .isEqualTo(instant.getEpochSecond() * 1_000_000 + instant.get(ChronoField.MICRO_OF_SECOND));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-04T05:06:07Z,               2026-03-04T05:06:07Z",
        "2026-03-04t05:06:07z,               2026-03-04T05:06:07Z",
        "2026-03-04 05:06:07+00:00,          2026-03-04T05:06:07Z",
        "2026-03-04T05:06:07+0530,           2026-03-03T23:36:07Z",
        "2026-03-04T05:06:07-08,             2026-03-04T13:06:07Z",
        "2026-03-04T05:06:07.5Z,             2026-03-04T05:06:07.5Z",
        "2026-03-04T05:06:07.000317+00:00,   2026-03-04T05:06:07.000317Z",
        "2026-03-04T05:06:07.123456789Z,     2026-03-04T05:06:07.123456Z",
        "2024-02-29T23:59:59Z,               2024-02-29T23:59:59Z",
        "1969-12-31T23:59:59.999999Z,        1969-12-31T23:59:59.999999Z"
    })
    void readsWhatProducersWrite(String text, Instant expected) {
        assertThat(parse(text)).isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-04",
                "2026-03-04T05:06:07",
                "2026-03-04T05:06Z",
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-03-04T24:00:00Z",
                "2026-03-04T05:60:00Z",
                "2026-03-04T05:06:60Z",
                "2026-03-04T05:06:07.Z",
                "2026-03-04T05:06:07.1234567890Z",
                "2026-03-04T05:06:07+1:00",
                "2026-03-04T05:06:07+00:60",
                "2026-03-04T05:06:07+19:00",
                "2026-03-04T05:06:07Z ",
                "2026-03-04T05:06:07ZZ",
                "0000-01-01T00:00:00Z",
                "+2026-03-04T05:06:07Z",
                "12026-03-04T05:06:07Z",
                "2026-3-4T05:06:07Z",
                "2026-03-04T05:06:07,5Z",
                "２026-03-04T05:06:07Z"
            })
    void refusesEverythingElse(String text) {
        assertThat(parse(text)).isEqualTo(IsoTimestamp.INVALID);
    }

    private static long parse(String text) {
        char[] padded = ("xx" + text + "yy").toCharArray();
        return IsoTimestamp.parse(padded, 2, text.length());
    }
}
