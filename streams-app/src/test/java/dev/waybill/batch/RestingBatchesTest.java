package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.SimulatedPartition.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Batches whose rows are all in the store. */
class RestingBatchesTest {
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");
    private static final BatchSettings SETTINGS =
            BatchSettings.DEFAULT.withSpread(Duration.ZERO).withReplayDistance(Duration.ofSeconds(1));
    private static final int TENANTS = 100;
    private static final int LISTED = 'U';

    @Test
    void stayInMemoryWhileTheyTakeUpASmallPartOfTheBudget() {
        // Given
        SimulatedPartition partition = partition(8L * 2 * TENANTS * Batch.MEMORY);

        // When
        readAll(partition);

        // Then
        assertThat(partition.batchesInMemory()).isEqualTo(TENANTS);
        assertThat(listed(partition)).isZero();
    }

    @Test
    void areLeftToTheStoreWhereThereAreMore() {
        // Given
        int most = TENANTS / 4;
        SimulatedPartition partition = partition(8L * most * Batch.MEMORY);

        // When
        readAll(partition);

        // Then
        assertThat(partition.batchesInMemory()).isEqualTo(most);
        assertThat(listed(partition)).isEqualTo(TENANTS - most);
    }

    @Test
    void areEmittedWhetherTheyStandInMemoryOrInTheStore() {
        // Given
        SimulatedPartition inMemory = partition(8L * 2 * TENANTS * Batch.MEMORY);
        SimulatedPartition inBoth = partition(8L * TENANTS / 4 * Batch.MEMORY);
        SimulatedPartition restarted = partition(8L * 2 * TENANTS * Batch.MEMORY);

        // When
        readAll(inMemory);
        inMemory.finish();
        readAll(inBoth);
        inBoth.finish();
        readAll(restarted);
        restarted.commit();
        restarted.crash();
        restarted.finish();

        // Then
        assertThat(objects(inMemory))
                .hasSize(TENANTS)
                .isEqualTo(objects(inBoth))
                .isEqualTo(objects(restarted));
    }

    /** An event of each tenant within an hour, each long after the one before. */
    private static SimulatedPartition partition(long memory) {
        List<LogRecord> log = IntStream.range(0, TENANTS)
                .mapToObj(i -> record(START.plusSeconds(30L * i), "tenant-" + i))
                .toList();
        Set<String> tenants = log.stream().map(LogRecord::tenant).collect(Collectors.toSet());
        return new SimulatedPartition(log, tenants, SETTINGS, memory, 200, true);
    }

    private static LogRecord record(Instant at, String tenant) {
        return new LogRecord(at.toEpochMilli(), tenant, "e-" + tenant, at.toEpochMilli() * 1000);
    }

    private static void readAll(SimulatedPartition partition) {
        while (partition.hasNext()) {
            partition.processNext();
        }
    }

    private static int listed(SimulatedPartition partition) {
        AtomicInteger listed = new AtomicInteger();
        partition.store().scan(new byte[] {LISTED}, (key, value) -> listed.incrementAndGet());
        return listed.get();
    }

    private static List<String> objects(SimulatedPartition partition) {
        return partition.parts().stream().map(Part::object).sorted().toList();
    }
}
