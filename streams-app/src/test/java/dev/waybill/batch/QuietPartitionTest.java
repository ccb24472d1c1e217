package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.SimulatedPartition.LogRecord;
import dev.waybill.batch.store.BatchStore;
import dev.waybill.batch.store.Bookmark;
import dev.waybill.batch.store.StoreKeys;
import dev.waybill.contract.PartKind;
import dev.waybill.export.ExportVersion;
import dev.waybill.window.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
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

    @Test
    void windowsOfFewRowsAreForgottenBeforeTheyTakeMoreThanIdsMay() {
        // Given
        long allowed = 20_000;
        SimulatedPartition partition = new SimulatedPartition(
                hourly(1_000), Set.of("acme"), BatchSettings.DEFAULT.withRememberedIds(allowed), 1 << 20, 200, true);

        // When
        partition.finish();

        // Then
        assertThat(bytes(partition.store(), 'I') + bytes(partition.store(), 'D'))
                .isLessThan(allowed);
    }

    @Test
    void aWindowThatDeliversNothingLeavesNothingBehind() {
        // Given
        MapStore store = new MapStore();
        ExportVersion version = SimulatedPartition.version("acme", 200, true);
        PartitionBatches batches = SimulatedPartition.open(
                store, BatchSettings.DEFAULT, MemoryBudget.of(1 << 20), new Accepting(), (id, spec) -> version);
        Schedule schedule = Schedule.of(SimulatedPartition.SCHEDULE);
        Lane lane = batches.lane(version.export());

        // When
        List<LogRecord> log = hourly(10);
        for (int offset = 0; offset < log.size(); offset++) {
            batches.begin(offset, log.get(offset).arrivalMillis());
            Batch batch = batches.finder()
                    .batch(
                            lane,
                            schedule.windowAt(log.get(offset).occurredAtMicros()),
                            version,
                            SimulatedPartition.WINDOW);
            batches.writer().leaveOut(batch);
            batches.end();
        }
        long later = START.plus(Duration.ofDays(10)).toEpochMilli();
        batches.time().advanceIdle(later);
        batches.work(later);

        // Then
        AtomicLong left = new AtomicLong();
        store.scan(new byte[0], (key, value) -> left.incrementAndGet());
        assertThat(left).hasValue(1);
    }

    private static Bookmark bookmark(BatchStore store) {
        return Bookmark.decode(Objects.requireNonNull(store.find(StoreKeys.BOOKMARK)));
    }

    private static long bytes(BatchStore store, char kind) {
        AtomicLong bytes = new AtomicLong();
        store.scan(new byte[] {(byte) kind}, (key, value) -> bytes.addAndGet(key.length + value.length));
        return bytes.get();
    }

    /** An event every hour. */
    private static List<LogRecord> hourly(int events) {
        List<LogRecord> log = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            log.add(record(START.plus(Duration.ofHours(i)), "e-" + i));
        }
        return log;
    }

    private static LogRecord record(Instant at, String id) {
        return new LogRecord(at.toEpochMilli(), "acme", id, at.toEpochMilli() * 1000);
    }

    private static final class Accepting implements QuietEmitter {
        @Override
        public boolean accepts(ExportVersion version) {
            return true;
        }

        @Override
        public void emit(Part part) {
            throw new AssertionError("nothing is delivered");
        }
    }
}
