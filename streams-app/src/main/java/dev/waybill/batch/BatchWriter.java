package dev.waybill.batch;

import dev.waybill.batch.rows.Run;
import dev.waybill.event.Event;
import dev.waybill.format.row.RowBuffer;

/** Puts the event of the record at hand into a batch: as a row, or as one that is only counted. */
public final class BatchWriter {
    private final OpenBatches batches;
    private final Flusher flusher;
    private final Journal journal;
    private final RecordAtHand record;
    private final MemoryBudget.Share memory;
    private final PartitionClock clock;

    BatchWriter(
            OpenBatches batches,
            Flusher flusher,
            Journal journal,
            RecordAtHand record,
            MemoryBudget.Share memory,
            PartitionClock clock) {
        this.batches = batches;
        this.flusher = flusher;
        this.journal = journal;
        this.record = record;
        this.memory = memory;
        this.clock = clock;
    }

    /** The event is left out by the export's selection. */
    public void leaveOut(Batch batch) {
        if (record.isReadAgain() || !batch.isCountedAt(clock.offset())) {
            touch(batch);
            batch.countFiltered();
        }
    }

    /** The event could not be selected or redacted, or is too large to be delivered: it has a ticket. */
    public void withhold(Batch batch) {
        touch(batch);
        batch.countWithheld();
        record.withhold(batch.lane());
        batch.countThrough(clock.offset());
        batches.put(batch);
    }

    private void touch(Batch batch) {
        flusher.touch(batch);
        batch.readAt(record.offset());
        if (batch.isReported()) {
            batches.reopen(batch, record.offset());
        }
    }

    /** Adds the event's row. */
    public void append(Batch batch, Event event, RowBuffer row) {
        touch(batch);
        boolean readAgain = record.isReadAgain();
        Run run = readAgain ? batch.lastRun() : batch.runOf(clock.offset());
        memory.use(run.append(event, record.offset(), row));
        if (!readAgain) {
            journal.row(run.memory());
        }
        batch.countRow();
        if (run.rawBytes() >= batch.settings().runSize() && run.isOpen()) {
            batches.cut(batch);
        }
    }
}
