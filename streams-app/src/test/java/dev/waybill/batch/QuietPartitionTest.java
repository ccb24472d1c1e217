package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.SimulatedPartition.LogRecord;
import dev.waybill.contract.PartKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stays behind when little arrives. */
class QuietPartitionTest {
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");

    /** Their records expire in the source, whether anything else arrives or not. */
    @Test
    void rowsOfAnOpenWindowDoNotStayInMemoryAloneWhileNothingArrives() {
        // Given
        List<LogRecord> log = List.of(record(START, "e-0"), record(START.plusSeconds(60), "e-1"));
        SimulatedPartition partition = new SimulatedPartition(
                log,
                Set.of("acme"),
                BatchSettings.DEFAULT.withReplayDistance(Duration.ofMinutes(5)),
                1 << 20,
                200,
                true);
        partition.processNext();
        partition.processNext();
        long now = START.plusSeconds(60).toEpochMilli();
        partition.work(now);

        // When
        partition.work(now + Duration.ofMinutes(4).toMillis());
        long before = bookmark(partition.store()).offset();
        partition.work(now + Duration.ofMinutes(5).toMillis());
        long after = bookmark(partition.store()).offset();

        // Then
        assertThat(before).isEqualTo(1);
        assertThat(after).isEqualTo(2);
    }

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

    private static Bookmark bookmark(BatchStore store) {
        return Bookmark.decode(Objects.requireNonNull(store.find(StoreKeys.BOOKMARK)));
    }

    private static LogRecord record(Instant at, String id) {
        return new LogRecord(at.toEpochMilli(), "acme", id, at.toEpochMilli() * 1000);
    }
}
