package dev.waybill.control.console.state;

import static dev.waybill.control.console.state.ConsoleScenario.DOWNLOADS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.ledger.LedgerCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What it keeps is bounded, and goes in the order in which it was said. */
class FollowedStateTest {
    private static final Instant FIRST = Instant.parse("2026-03-04T05:00:00Z");
    private static final LedgerCounts COUNTS = new LedgerCounts(5, 0, 5, 0, 0);

    @Test
    void windowsGoThirtyDaysAfterTheLastWordAboutThem() {
        // Given
        FollowedState state = new FollowedState("waybill", FollowedState.Bounds.DEFAULT);
        say(state, 40 * 24);
        Instant end = FIRST.plus(Duration.ofDays(40));

        // When
        state.forget(end);

        // Then
        assertThat(state.windows()).isBetween(30 * 24L, 30L * 24 + WindowRows.PIECE);
        state.forget(end.plus(Duration.ofDays(31)));
        assertThat(state.windows()).isZero();
        assertThat(state.bytes()).isZero();
        assertThat(state.find(DOWNLOADS)).isEmpty();
    }

    @Test
    void theOldestWindowsGoWhereThereIsNoRoom() {
        // Given
        FollowedState state = new FollowedState("waybill", new FollowedState.Bounds(4_000, 10));
        say(state, 20 * 24);
        long before = state.bytes();

        // When
        state.forget(FIRST.plus(Duration.ofDays(20)));

        // Then
        assertThat(before).isGreaterThan(4_000);
        assertThat(state.bytes()).isBetween(1L, 4_000L);
        assertThat(row(state, 20 * 24 - 1)).isPresent();
        assertThat(row(state, 0)).isEmpty();
    }

    @Test
    void partsThatAreWaitedForAreBoundedAndSettleTogetherBeyond() {
        // Given
        FollowedState state = new FollowedState("waybill", new FollowedState.Bounds(1 << 20, 2));
        ConsoleScenario scenario = new ConsoleScenario();
        for (int number = 0; number < 5; number++) {
            scenario.part(DOWNLOADS, FIRST.toString(), 0, number);
        }
        scenario.clients.log.records("waybill.ledger").forEach(state::take);
        int waitedFor = state.pendingParts();
        int arrived = row(state, 0).orElseThrow().arrived;

        // When
        ExportBook book = state.find(DOWNLOADS).orElseThrow();
        book.settledBefore(scenario.clients.log.now.plusSeconds(2), false);

        // Then
        assertThat(waitedFor).isEqualTo(2);
        assertThat(arrived).isZero();
        assertThat(row(state, 0).orElseThrow().arrived).isEqualTo(5);
        assertThat(row(state, 0).orElseThrow().is(WindowRow.UNTRACKED)).isFalse();
        assertThat(state.pendingParts()).isZero();
    }

    private static Optional<WindowRow> row(FollowedState state, int hour) {
        return state.find(DOWNLOADS).flatMap(book -> book.row(FIRST.plus(Duration.ofHours(hour))));
    }

    private static void say(FollowedState state, int hours) {
        ConsoleScenario scenario = new ConsoleScenario();
        for (int hour = 0; hour < hours; hour++) {
            Instant start = FIRST.plus(Duration.ofHours(hour));
            scenario.at(start.plus(Duration.ofMinutes(70)).toString()).finished(DOWNLOADS, start.toString(), 0, COUNTS);
        }
        scenario.clients.log.records("waybill.ledger").forEach(state::take);
    }
}
