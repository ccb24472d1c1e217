package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.SimulatedPartition.LogRecord;
import dev.waybill.contract.PartKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of thousands of past hours, each its own window, as whoever can publish for one tenant can send them. */
class ManyWindowsTest {
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");
    private static final int WINDOWS = Integer.getInteger("batch.windows", 20_000);
    /** For a fiftieth of the windows. */
    private static final long BUDGET = WINDOWS / 50 * Batch.MEMORY;
    /** Shares of the budget report in steps. */
    private static final long STEP = 64 * 1024;
    /** What one window may take of the store: begin, flush, list, close, count, emit, remember and forget, twice over. */
    private static final int STEPS = 60;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void standInMemoryOnlyAsFarAsTheBudgetGoes(boolean deduplicate) {
        // Given
        SimulatedPartition partition = partition(deduplicate);
        Watched watched = new Watched(partition);

        // When
        while (partition.hasNext()) {
            partition.processNext();
            watched.look();
        }
        partition.commit();
        partition.crash();
        watched.look();
        long later = START.plus(Duration.ofDays(3)).toEpochMilli();
        partition.advanceIdle(later);
        watched.look();
        while (partition.work(later)) {
            watched.look();
        }
        partition.commit();

        // Then
        assertThat(watched.mostBatches).isPositive().isLessThanOrEqualTo((int) (BUDGET / Batch.MEMORY) + 1);
        assertThat(watched.mostMemory).isLessThanOrEqualTo(BUDGET + STEP);
        assertThat(partition.parts()).hasSize(WINDOWS).allMatch(part -> part.kind() == PartKind.LATE_PART);
        assertThat(partition.counts()).isEqualTo(new Counts(WINDOWS, WINDOWS, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takeTheSameWorkEachHoweverManyThereAre(boolean deduplicate) {
        // Given
        SimulatedPartition partition = partition(deduplicate);

        // When
        partition.finish();

        // Then
        assertThat(partition.parts()).hasSize(WINDOWS);
        assertThat(partition.store().steps()).isLessThan((long) STEPS * WINDOWS);
    }

    private static SimulatedPartition partition(boolean deduplicate) {
        List<LogRecord> log = new ArrayList<>();
        for (int hour = 3; hour < WINDOWS + 3; hour++) {
            long occurredAt = START.minus(Duration.ofHours(hour)).toEpochMilli();
            log.add(new LogRecord(START.toEpochMilli(), "acme", "e-" + hour, occurredAt * 1000));
        }
        BatchSettings settings =
                BatchSettings.DEFAULT.withRememberedIds(100_000).withSpread(Duration.ZERO);
        WindowSettings window = new WindowSettings(Duration.ofSeconds(10), Duration.ofHours(1), 64 << 20);
        return new SimulatedPartition(log, Set.of("acme"), settings, window, BUDGET, 200, deduplicate);
    }

    private static final class Watched {
        private final SimulatedPartition partition;
        private int mostBatches;
        private long mostMemory;

        Watched(SimulatedPartition partition) {
            this.partition = partition;
        }

        void look() {
            mostBatches = Math.max(mostBatches, partition.batchesInMemory());
            mostMemory = Math.max(mostMemory, partition.memoryUsed());
        }
    }
}
