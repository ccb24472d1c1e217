package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.SimulatedPartition.LogRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Batches of one window are emitted in the order in which they are due, whether they stand in memory or in the store only. */
class OrderWithinWindowTest {
    private static final Instant WINDOW = Instant.parse("2026-03-04T01:20:00Z");
    private static final Instant HOUR = Instant.parse("2026-03-04T08:00:00Z");
    private static final BatchSettings SETTINGS =
            BatchSettings.DEFAULT.withSpread(Duration.ZERO).withBlocks(500);
    private static final WindowSettings RUNS = new WindowSettings(Duration.ofSeconds(10), Duration.ofHours(24), 1_000);
    /** So little that every row goes to the store at once. */
    private static final long NO_MEMORY = 1;

    private static final long MUCH_MEMORY = 1 << 20;

    /** Ten seconds long the batches of two hours are open. */
    @Test
    void aFullRunOfOneHourWaitsForTheHourBeforeThatIsOpenStill() {
        for (long memory : new long[] {NO_MEMORY, MUCH_MEMORY}) {
            // Given
            List<LogRecord> log = new ArrayList<>();
            log.add(record(HOUR.minusSeconds(5), "copied"));
            for (int i = 0; i < 100; i++) {
                log.add(record(HOUR.plusSeconds(5), i == 0 ? "copied" : "e-" + i));
            }
            SimulatedPartition partition =
                    new SimulatedPartition(log, Set.of("acme"), SETTINGS, RUNS, memory, 200, true);
            while (partition.hasNext()) {
                partition.processNext();
            }

            // When
            partition.work(HOUR.plusSeconds(6).toEpochMilli());
            partition.commit();
            int early = partition.parts().size();
            partition.finish();

            // Then
            assertThat(early).as("with %d bytes", memory).isZero();
            assertThat(partition.counts()).isEqualTo(new Counts(101, 100, 0, 1, 0));
            assertThat(partition.parts().get(0).object()).contains("-late-20260304T070000Z");
            assertThat(text(partition.parts().get(0))).contains("copied");
            assertThat(partition.parts().stream().skip(1))
                    .allSatisfy(part -> assertThat(text(part)).doesNotContain("copied"));
        }
    }

    @Test
    void aFullRunLeavesAtOnceWhereNothingIsDueBeforeIt() {
        for (long memory : new long[] {NO_MEMORY, MUCH_MEMORY}) {
            // Given
            List<LogRecord> log = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                log.add(record(HOUR.plusSeconds(5), "e-" + i));
            }
            SimulatedPartition partition =
                    new SimulatedPartition(log, Set.of("acme"), SETTINGS, RUNS, memory, 200, true);
            while (partition.hasNext()) {
                partition.processNext();
            }

            // When
            while (partition.work(HOUR.plusSeconds(6).toEpochMilli())) {
                partition.commit();
            }
            partition.commit();

            // Then
            assertThat(partition.parts()).as("with %d bytes", memory).isNotEmpty();
            assertThat(partition.counts()).isEqualTo(Counts.NONE);
        }
    }

    /** Of two batches of one export the second cannot leave, and the first has its turn later: that turn must come. */
    @Test
    void aBatchOnTimeLeavesInItsTurnThoughAFullRunOfLateEventsHasAskedBefore() {
        // Given
        Instant due = Instant.parse("2026-03-04T02:10:10Z");
        List<LogRecord> log = new ArrayList<>();
        log.add(record(WINDOW, "on-time"));
        for (int i = 0; i < 100; i++) {
            log.add(record(due, "late-" + i));
        }
        BatchSettings spread = SETTINGS.withSpread(Duration.ofMinutes(1));
        SimulatedPartition partition =
                new SimulatedPartition(log, Set.of("acme"), spread, RUNS, MUCH_MEMORY, 200, true);
        while (partition.hasNext()) {
            partition.processNext();
        }
        partition.work(due.toEpochMilli());

        // When
        while (partition.work(due.plusSeconds(60).toEpochMilli())) {
            partition.commit();
        }
        partition.commit();

        // Then
        assertThat(partition.parts()).hasSizeGreaterThan(1);
        assertThat(text(partition.parts().get(0))).contains("on-time");
    }

    @Test
    void batchesCountAsOpenUntilAllOfThemHasLeft() {
        for (long memory : new long[] {NO_MEMORY, MUCH_MEMORY}) {
            // Given
            List<LogRecord> log = List.of(record(HOUR.plusSeconds(5), "a"), record(HOUR.plusSeconds(3_700), "b"));
            SimulatedPartition partition =
                    new SimulatedPartition(log, Set.of("acme"), SETTINGS, RUNS, memory, 200, true);
            int none = partition.openBatches();

            // When
            partition.processNext();
            partition.processNext();
            partition.commit();
            int both = partition.openBatches();
            partition.crash();
            int afterACrash = partition.openBatches();
            while (partition.work(HOUR.plusSeconds(3_700).toEpochMilli())) {
                partition.commit();
            }

            // Then
            assertThat(none).isZero();
            assertThat(both).isEqualTo(2);
            assertThat(afterACrash).isEqualTo(2);
            assertThat(partition.openBatches()).isEqualTo(1);
        }
    }

    /** What was begun is in the store and emitted by whoever takes the partition over. */
    @Test
    void aPartThatIsBeingMadeWhenThePartitionIsTakenAwayIsMadeAgain() {
        // Given
        List<LogRecord> log = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            log.add(record(HOUR.plusSeconds(5), "e-" + i));
        }
        SimulatedPartition partition = new SimulatedPartition(
                log, Set.of("acme"), SETTINGS.withSlices(100, 100, Duration.ofHours(1)), MUCH_MEMORY, 100_000, true);
        while (partition.hasNext()) {
            partition.processNext();
        }
        partition.commit();
        partition.work(HOUR.plusSeconds(6).toEpochMilli());

        // When
        partition.close();
        long used = partition.memoryUsed();
        partition.crash();
        partition.finish();

        // Then
        assertThat(used).isZero();
        assertThat(partition.counts()).isEqualTo(new Counts(100, 100, 0, 0, 0));
    }

    private static String text(Part part) {
        return new String(part.bytes(), StandardCharsets.UTF_8);
    }

    private static LogRecord record(Instant arrival, String id) {
        return new LogRecord(arrival.toEpochMilli(), "acme", id, WINDOW.toEpochMilli() * 1000);
    }
}
