package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalSamplesTest {
    private static final Duration GRACE_AND_SLACK = Duration.ofSeconds(610);

    @ParameterizedTest
    @CsvSource({
        "2026-03-04T00:00:00Z, 2026-03-03T00:00:00Z",
        "2026-03-04T02:59:59.999Z, 2026-03-03T00:00:00Z",
        "2026-03-04T03:00:00Z, 2026-03-04T00:00:00Z",
        "2026-03-04T23:59:59Z, 2026-03-04T00:00:00Z",
    })
    void todayBeginsOnceItsFirstHourIsSettled(Instant now, Instant today) {
        assertThat(LocalSamples.today(now)).isEqualTo(today);
        assertThat(today.plus(Duration.ofHours(1)).plus(Duration.ofHours(1)).plus(GRACE_AND_SLACK))
                .as("what arrives late while the first hour is closed is due")
                .isBeforeOrEqualTo(now);
    }
}
