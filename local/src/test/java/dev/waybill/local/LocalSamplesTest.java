package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalSamplesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-04T00:00:00Z, 2026-03-03T00:00:00Z",
        "2026-03-04T00:59:59.999Z, 2026-03-03T00:00:00Z",
        "2026-03-04T01:00:00Z, 2026-03-04T00:00:00Z",
        "2026-03-04T23:59:59Z, 2026-03-04T00:00:00Z",
    })
    void todayBeginsOnceItsFirstHourIsOver(Instant now, Instant today) {
        assertThat(LocalSamples.today(now)).isEqualTo(today);
        assertThat(today.plus(Duration.ofHours(1)))
                .as("the end of what is published is no time to come")
                .isBeforeOrEqualTo(now);
    }
}
