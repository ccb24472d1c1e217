package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.SimulatedPartition.LogRecord;
import dev.waybill.contract.PartKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stays behind when little arrives. */
class QuietPartitionTest {
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");

    /** The broker's clock may be a little behind ours. */
    @Test
    void aWindowThatClosedBecauseThePartitionWasIdleStaysClosedAfterACrash() {
        // Given
        Instant due = START.plus(Duration.ofMinutes(70)).plusSeconds(10);
        List<LogRecord> log = List.of(
                record(START, "e-0"),
                new LogRecord(due.toEpochMilli() - 1, "acme", "e-1", START.toEpochMilli() * 1000 + 1));
        SimulatedPartition partition =
                new SimulatedPartition(log, Set.of("acme"), BatchSettings.DEFAULT, 1 << 20, 200, true);
        partition.processNext();
        partition.advanceIdle(due.toEpochMilli());
        partition.commit();
        partition.crash();

        // When
        partition.finish();

        // Then
        assertThat(partition.parts()).extracting(Part::kind).containsExactly(PartKind.PART, PartKind.LATE_PART);
        assertThat(partition.counts()).isEqualTo(new Counts(2, 2, 0, 0, 0));
    }

    private static LogRecord record(Instant at, String id) {
        return new LogRecord(at.toEpochMilli(), "acme", id, at.toEpochMilli() * 1000);
    }
}
