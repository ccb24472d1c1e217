package dev.waybill.control.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final List<Json> SLOTS = List.of(
            Json.of(Map.of("start", "2026-03-04T05:00:00Z")),
            Json.of(Map.of("start", "2026-03-04T05:05:00Z")),
            Json.of(Map.of("start", "2026-03-04T05:10:00Z")));

    @Test
    void barsAreAsHighAsTheirShareOfTheHighestAndWordsSayTheSame() {
        // When
        Chart chart =
                Chart.of("events", "Events", SLOTS, List.of(20L, 0L, 10L), events -> Words.counted(events, "event"));

        // Then
        assertThat(chart.width()).isEqualTo(9);
        assertThat(chart.bars()).isEqualTo("M0 60v-60.0h2v60.0zM6 60v-30.0h2v30.0z");
        assertThat(chart.words())
                .isEqualTo("Most: 20 events in the five minutes from 2026-03-04 05:00 UTC. Last: 10 events from"
                        + " 2026-03-04 05:10 UTC.");
    }

    @Test
    void aSmallValueIsStillSeen() {
        assertThat(Chart.of("x", "X", SLOTS, List.of(1_000_000L, 1L, 0L), Words::count)
                        .bars())
                .contains("M3 60v-1.0h2v1.0z");
    }

    @Test
    void nothingIsSaidToBeNothing() {
        // When
        Chart chart = Chart.of("x", "X", SLOTS, List.of(0L, 0L, 0L), Words::count);

        // Then
        assertThat(chart.bars()).isEmpty();
        assertThat(chart.words()).isEqualTo("Nothing in the last 24 hours.");
    }
}
