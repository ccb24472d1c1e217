package dev.waybill.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.event.Event;
import dev.waybill.export.ExportVersion;
import dev.waybill.format.Csv;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.kind.format.Compression;
import dev.waybill.kind.format.CsvSpec;
import dev.waybill.spec.CanonicalSpec;
import dev.waybill.window.Schedule;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was counted for good is not counted again when the log is read again. */
class CountsAfterRestartTest {
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");
    private static final Map<String, ExportVersion> VERSIONS = Map.of(
            "acme", SimulatedPartition.version("acme", 1024, true),
            "globex", SimulatedPartition.version("globex", 1024, true));

    private final MapStore store = new MapStore();
    private final List<Counts> counts = new ArrayList<>();
    private PartitionBatches batches = started();

    @Test
    void anEventThatIsWithheldOnlyNowDoesNotBringBackWhatWasLeftOutAfterIt() {
        // Given
        taken(0, "globex");
        taken(1, "globex");
        nobodys(2);
        leftOut(3);
        withheld(4);

        // When
        batches = started();
        taken(1, "globex");
        withheld(2);
        leftOut(3);
        nobodys(4);
        batches = started();
        taken(1, "globex");
        nobodys(2);
        leftOut(3);
        nobodys(4);
        batches.replayed();
        long later = START.plus(Duration.ofDays(1)).toEpochMilli();
        batches.time().advanceIdle(later);
        batches.work(later);

        // Then
        assertThat(counts).containsExactlyInAnyOrder(new Counts(2, 2, 0, 0, 0), new Counts(3, 0, 1, 0, 2));
    }

    private void nobodys(long offset) {
        batches.begin(offset, arrival(offset));
        batches.end();
    }

    private void leftOut(long offset) {
        batches.writer().leaveOut(batchOf(offset, "acme"));
        batches.end();
    }

    private void withheld(long offset) {
        batches.writer().withhold(batchOf(offset, "acme"));
        batches.end();
    }

    private PartitionBatches started() {
        return SimulatedPartition.open(
                store,
                BatchSettings.DEFAULT,
                MemoryBudget.of(1 << 20),
                new Collector(),
                (id, spec) -> VERSIONS.get(CanonicalSpec.parse(spec).exportId().tenant()));
    }

    private void taken(long offset, String tenant) {
        Event event = new Event(SimulatedPartition.TYPE);
        event.setText(SimulatedPartition.TYPE.eventId(), "e" + offset);
        event.setText(SimulatedPartition.TYPE.tenant(), tenant);
        event.setNumber(SimulatedPartition.TYPE.occurredAt(), START.toEpochMilli() * 1000);
        RowBuffer row = new RowBuffer();
        new Csv(new CsvSpec(List.of("event_id"), false, Compression.NONE))
                .rowEncoder(SimulatedPartition.TYPE)
                .encode(event, row);
        batches.writer().append(batchOf(offset, tenant), event, row);
        batches.end();
    }

    private Batch batchOf(long offset, String tenant) {
        batches.begin(offset, arrival(offset));
        ExportVersion version = VERSIONS.get(tenant);
        return batches.finder().batch(batches.lane(version.export()), window(), version, SimulatedPartition.WINDOW);
    }

    private static Window window() {
        return Schedule.of(SimulatedPartition.SCHEDULE).windowAt(START.toEpochMilli() * 1000);
    }

    private static long arrival(long offset) {
        return START.toEpochMilli() + offset;
    }

    private final class Collector implements QuietEmitter {
        @Override
        public boolean accepts(ExportVersion version) {
            return true;
        }

        @Override
        public void emit(Part part) {}

        @Override
        public void finished(BatchEnd end) {
            counts.add(end.counts());
        }
    }
}
