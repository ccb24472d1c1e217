package dev.waybill.control.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputTest {
    private static final Instant SIX = Instant.parse("2026-03-04T06:00:00Z");

    private final Throughput throughput = new Throughput();

    @Test
    void sumsUpFiveMinutes() {
        // Given
        throughput.emitted(SIX.plusSeconds(1), 10, 100);
        throughput.emitted(SIX.plusSeconds(299), 5, 50);
        throughput.delivered(SIX.plusSeconds(30), Duration.ofMinutes(10));
        throughput.delivered(SIX.plusSeconds(40), Duration.ofMinutes(20));
        throughput.delivered(SIX.plusSeconds(50));
        throughput.emitted(SIX.plusSeconds(300), 1, 1);

        // When
        List<ThroughputSlot> series = throughput.series(SIX.plusSeconds(301));

        // Then
        assertThat(series).hasSize(Throughput.SLOTS);
        assertThat(series.get(Throughput.SLOTS - 2))
                .isEqualTo(new ThroughputSlot(SIX, 15, 150, 3, Duration.ofMinutes(15), Duration.ofMinutes(20)));
        assertThat(series.get(Throughput.SLOTS - 1))
                .isEqualTo(new ThroughputSlot(SIX.plusSeconds(300), 1, 1, 0, Duration.ZERO, Duration.ZERO));
        assertThat(series.get(0))
                .isEqualTo(new ThroughputSlot(
                        SIX.plusSeconds(600).minus(Duration.ofDays(1)), 0, 0, 0, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void whatIsOlderThanADayIsNotMixedIntoThePresent() {
        // Given
        throughput.emitted(SIX, 1, 1);
        throughput.emitted(SIX.minus(Duration.ofDays(1)), 7, 7);

        // Then
        assertThat(throughput.series(SIX))
                .extracting(ThroughputSlot::events)
                .endsWith(1L)
                .doesNotContain(7L);
        assertThat(throughput.series(SIX.plus(Duration.ofDays(1))))
                .extracting(ThroughputSlot::events)
                .containsOnly(0L);
    }
}
