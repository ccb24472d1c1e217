package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.SimulatedPartition.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing leaves of windows that are discarded, wherever their rows stand. */
class DiscardTest {
    private static final Instant FIVE = Instant.parse("2026-03-04T05:00:00Z");
    private static final Instant SIX = FIVE.plus(Duration.ofHours(1));
    /** So small that a run has many parts. */
    private static final int PART_SIZE = 200;

    private final List<LogRecord> log = new ArrayList<>();

    @Test
    void whatIsOpenIsDroppedWhenItClosesAndTheNextWindowGoesOn() {
        // Given
        events(FIVE, 20);
        events(SIX, 5);
        SimulatedPartition partition = partition(BatchSettings.DEFAULT, 1 << 20);
        partition.discardBefore(SIX);

        // When
        partition.finish();

        // Then
        assertThat(partition.parts())
                .isNotEmpty()
                .allMatch(part -> part.window().start().equals(SIX));
        assertThat(partition.ends())
                .extracting(BatchEnd::counts)
                .containsExactlyInAnyOrder(new Counts(20, 0, 0, 0, 20), new Counts(5, 5, 0, 0, 0));
        assertThat(partition.discarded().values()).containsExactly(20L);
    }

    @Test
    void whatStandsInTheStoreIsDroppedThereToo() {
        events(FIVE, 50);
        SimulatedPartition partition =
                partition(BatchSettings.DEFAULT.withReplayDistance(Duration.ofSeconds(1)), 2_000);
        readAll(partition);
        assertThat(blocks(partition)).isPositive();
        partition.discardBefore(SIX);

        partition.finish();

        assertThat(partition.parts()).isEmpty();
        assertThat(partition.counts()).isEqualTo(new Counts(50, 0, 0, 0, 50));
        assertThat(blocks(partition)).isZero();
    }

    @Test
    void inTheMiddleOfEmissionWhatHasLeftStaysDelivered() {
        // Given
        events(FIVE, 200);
        SimulatedPartition partition = partition(
                BatchSettings.DEFAULT
                        .withSlices(1 << 20, 1, Duration.ofHours(1))
                        .withSpread(Duration.ZERO),
                1 << 20);
        readAll(partition);
        long due = SIX.plus(Duration.ofHours(1)).toEpochMilli();
        partition.advanceIdle(due);
        partition.work(due);
        partition.commit();
        long left = partition.parts().stream().mapToLong(Part::events).sum();
        assertThat(left).isBetween(1L, 199L);

        // When
        partition.discardBefore(SIX);
        partition.finish();

        // Then
        assertThat(partition.parts().stream().mapToLong(Part::events).sum()).isEqualTo(left);
        assertThat(partition.counts()).isEqualTo(new Counts(200, left, 0, 0, 200 - left));
    }

    @Test
    void itIsCountedOnceWhateverCrashes() {
        events(FIVE, 20);
        events(SIX, 3);
        SimulatedPartition partition = partition(BatchSettings.DEFAULT, 1 << 20);
        readAll(partition);
        partition.discardBefore(SIX);
        long due = SIX.plus(Duration.ofMinutes(30)).toEpochMilli();
        partition.advanceIdle(due);
        partition.work(due);
        partition.crash();
        readAll(partition);
        partition.advanceIdle(due);
        partition.work(due);
        partition.commit();
        partition.crash();

        partition.finish();

        assertThat(partition.counts()).isEqualTo(new Counts(23, 3, 0, 0, 20));
        assertThat(partition.parts()).allMatch(part -> part.window().start().equals(SIX));
    }

    @Test
    void whatComesLateIsDroppedAsWell() {
        events(FIVE, 4);
        log.add(record(SIX.plus(Duration.ofHours(3)), "late", FIVE));
        SimulatedPartition partition = partition(BatchSettings.DEFAULT, 1 << 20);
        partition.discardBefore(SIX);

        partition.finish();

        assertThat(partition.parts()).isEmpty();
        assertThat(partition.counts()).isEqualTo(new Counts(5, 0, 0, 0, 5));
    }

    private SimulatedPartition partition(BatchSettings settings, long memory) {
        return new SimulatedPartition(log, Set.of("acme"), settings, memory, PART_SIZE, true);
    }

    private static int blocks(SimulatedPartition partition) {
        int[] blocks = {0};
        partition.store().scan(new byte[] {'B'}, (key, block) -> blocks[0]++);
        return blocks[0];
    }

    private static void readAll(SimulatedPartition partition) {
        while (partition.hasNext()) {
            partition.processNext();
        }
    }

    private void events(Instant start, int count) {
        for (int i = 0; i < count; i++) {
            Instant at = start.plusSeconds(i);
            log.add(record(at, "e" + log.size(), at));
        }
    }

    private static LogRecord record(Instant arrival, String id, Instant occurredAt) {
        return new LogRecord(arrival.toEpochMilli(), "acme", id, occurredAt.toEpochMilli() * 1000);
    }
}
