package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.rows.ChunkPool;
import dev.waybill.batch.store.BatchKey;
import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmissionQueueTest {
    private static final Window WINDOW =
            new Window(Instant.parse("2026-03-04T05:00:00Z"), Instant.parse("2026-03-04T06:00:00Z"));
    private static final long NOW = 1_000_000;

    private final EmissionQueue queue = new EmissionQueue();
    private final Set<Lane> nothing = new HashSet<>();
    private final Set<Lane> shut = new HashSet<>();
    private final Lane a = new Lane(new ExportId("acme", "a"), 0);
    private final Lane b = new Lane(new ExportId("acme", "b"), 0);
    private final Lane c = new Lane(new ExportId("acme", "c"), 0);

    @Test
    void lanesComeInTheOrderOfTheirTurnsAndOfWhoCameFirst() {
        // Given
        queue.add(a, NOW);
        queue.add(b, NOW - 5);
        queue.add(c, NOW);

        // When, Then
        assertThat(next(NOW)).isEqualTo(b);
        assertThat(next(NOW)).isEqualTo(a);
        assertThat(next(NOW)).isEqualTo(c);
        assertThat(next(NOW)).isNull();
    }

    @Test
    void nobodyComesBeforeItsTurn() {
        // Given
        queue.add(a, NOW);

        // When, Then
        assertThat(queue.isDue(NOW - 1)).isFalse();
        assertThat(next(NOW - 1)).isNull();
        assertThat(queue.isDue(NOW)).isTrue();
        assertThat(next(NOW)).isEqualTo(a);
        assertThat(queue.isDue(NOW)).isFalse();
    }

    @Test
    void aLaneThatIsAddedSeveralTimesComesOnceAtItsFirstTurn() {
        // Given
        queue.add(a, NOW + 50);
        queue.add(a, NOW);
        queue.add(a, NOW + 20);
        queue.add(b, NOW + 10);

        // When
        List<Lane> order = new ArrayList<>();
        for (Lane next = next(NOW + 100); next != null; next = next(NOW + 100)) {
            order.add(next);
        }

        // Then
        assertThat(order).containsExactly(a, b);
    }

    @Test
    void atOnceIsBeforeEverybodyElse() {
        // Given
        queue.add(a, 0);
        queue.addAtOnce(b);

        // When, Then
        assertThat(queue.isDue(Long.MIN_VALUE)).isTrue();
        assertThat(next(NOW)).isEqualTo(b);
        assertThat(next(NOW)).isEqualTo(a);
    }

    @Test
    void aLaneWithNothingToEmitIsPassedOverAndMayBeAddedAgain() {
        // Given
        queue.add(a, NOW - 1);
        queue.add(b, NOW);
        nothing.add(a);

        // When, Then
        assertThat(next(NOW)).isEqualTo(b);
        nothing.clear();
        assertThat(next(NOW)).isNull();
        queue.add(a, NOW);
        assertThat(next(NOW)).isEqualTo(a);
    }

    @Test
    void aLaneThatIsNotAcceptedWaitsTwoSecondsAndTheOthersGoOn() {
        // Given
        queue.add(a, NOW - 1);
        queue.add(b, NOW);
        shut.add(a);

        // When
        Lane first = next(NOW);
        shut.clear();

        // Then
        assertThat(first).isEqualTo(b);
        assertThat(queue.isDue(NOW + 1_999)).isFalse();
        assertThat(next(NOW + 1_999)).isNull();
        assertThat(queue.isDue(NOW + 2_000)).isTrue();
        assertThat(next(NOW + 2_000)).isEqualTo(a);
        assertThat(queue.isDue(NOW + 10_000)).isFalse();
    }

    /** From when the first of them began to wait; so one that joins does not put the others off. */
    @Test
    void thoseThatWaitAreAskedTogether() {
        // Given
        shut.addAll(Set.of(a, b));
        queue.add(a, NOW);
        assertThat(next(NOW)).isNull();
        queue.add(b, NOW + 1_000);
        assertThat(next(NOW + 1_000)).isNull();

        // When
        shut.clear();

        // Then
        assertThat(next(NOW + 2_000)).isEqualTo(a);
        assertThat(next(NOW + 2_000)).isEqualTo(b);
    }

    @Test
    void aLaneThatIsStillNotAcceptedWaitsAgain() {
        // Given
        shut.add(a);
        queue.add(a, NOW);
        assertThat(next(NOW)).isNull();
        assertThat(next(NOW + 2_000)).isNull();

        // When
        shut.clear();

        // Then
        assertThat(next(NOW + 3_999)).isNull();
        assertThat(next(NOW + 4_000)).isEqualTo(a);
    }

    private @Nullable Lane next(long wallMillis) {
        Batch batch = queue.next(
                wallMillis,
                (lane, now) -> nothing.contains(lane) ? null : batch(lane),
                next -> !shut.contains(next.lane()));
        return batch == null ? null : batch.lane();
    }

    private static Batch batch(Lane lane) {
        return new Batch(
                lane,
                new BatchKey(lane.export(), WINDOW, BatchKey.ON_TIME),
                SimulatedPartition.version("acme", 200, true),
                0,
                SimulatedPartition.WINDOW,
                true,
                Batch.Settled.begun(0),
                new ChunkPool(() -> 0));
    }
}
