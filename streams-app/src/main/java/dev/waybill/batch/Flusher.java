package dev.waybill.batch;

import dev.waybill.batch.rows.RowLog;
import dev.waybill.batch.rows.Run;
import dev.waybill.batch.rows.StoredBlocks;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Brings rows from memory to the store: those that are older than the replay distance, and the oldest where memory runs
 * out. Knows from where on the source must be read again.
 */
final class Flusher {
    private static final long NOTHING_READ = Long.MIN_VALUE;

    private final OpenBatches batches;
    private final StoredBatches stored;
    private final StoredBlocks blocks;
    private final Journal journal;
    private final MemoryBudget.Share memory;
    private final PartitionClock clock;
    private final long replayDistanceMillis;

    /** Batches with effects that are in memory only, the oldest first. */
    private final LinkedHashSet<Batch> dirty = new LinkedHashSet<>();
    /** The last offset read, and since when nothing has followed it. */
    private long idleOffset = NOTHING_READ;

    private long idleSinceMillis;

    Flusher(
            OpenBatches batches,
            StoredBatches stored,
            StoredBlocks blocks,
            Journal journal,
            MemoryBudget.Share memory,
            PartitionClock clock,
            BatchSettings settings) {
        this.batches = batches;
        this.stored = stored;
        this.blocks = blocks;
        this.journal = journal;
        this.memory = memory;
        this.clock = clock;
        this.replayDistanceMillis = settings.replayDistance().toMillis();
    }

    /** The current record changes the batch. */
    void touch(Batch batch) {
        if (!batch.isUncovered()) {
            batches.wake(batch);
            batch.uncover(clock.offset(), clock.millisBefore());
            dirty.add(batch);
        }
    }

    /** All of the batch has been emitted. */
    void clean(Batch batch) {
        batch.countThrough(clock.offset());
        batch.cover();
        dirty.remove(batch);
    }

    /** The oldest offset whose effect is in memory only, or the next one where there is none. */
    long bookmarkOffset() {
        return dirty.isEmpty() ? clock.offset() + 1 : dirty.iterator().next().firstUncovered();
    }

    /** The clock before {@link #bookmarkOffset}, milliseconds. */
    long bookmarkMillis() {
        return dirty.isEmpty() ? clock.millis() : dirty.iterator().next().clockBeforeFirstUncovered();
    }

    /** Flushes what is too old or too much after a record; answers whether there was any. */
    boolean flushOldAndExcess() {
        long oldest = clock.millis() - replayDistanceMillis;
        boolean flushed = false;
        while (!dirty.isEmpty()) {
            Batch batch = dirty.iterator().next();
            if (batch.clockBeforeFirstUncovered() >= oldest && !memory.isExceeded()) {
                break;
            }
            flush(batch);
            flushed = true;
        }
        return flushed;
    }

    /** Flushes all rows of an export. */
    void flush(Lane lane) {
        for (Batch batch : List.copyOf(dirty)) {
            if (batch.lane() == lane) {
                flush(batch);
            }
        }
    }

    /** Flushes what was made of records that were read again for exports that lag behind. */
    void flushLaggards() {
        for (Batch batch : List.copyOf(dirty)) {
            if (batch.lane().takesFrom() == Laggards.NEVER) {
                flush(batch);
            }
        }
    }

    /** While nothing arrives the log's time stands still, and the source forgets records all the same. */
    void flushIfIdle(long wallMillis, SliceBudget budget) {
        if (clock.offset() != idleOffset) {
            idleOffset = clock.offset();
            idleSinceMillis = wallMillis;
        } else if (wallMillis - idleSinceMillis >= replayDistanceMillis) {
            while (!dirty.isEmpty() && !budget.isUsedUp()) {
                flush(dirty.iterator().next());
                budget.useFlush();
            }
        }
    }

    /** Writes all rows of the batch that are in memory to the store; it is at rest then unless there is something to emit. */
    void flush(Batch batch) {
        for (Run run : batch.runs()) {
            flush(batch, run);
        }
        clean(batch);
        if (batch.isEmitting() || batch.hasFullRun()) {
            stored.put(batch);
        } else {
            batches.rest(batch);
        }
    }

    private void flush(Batch batch, Run run) {
        RowLog rows = run.memory();
        if (rows.rows() == 0) {
            return;
        }
        int first = run.nextBlock();
        int written = blocks.write(batch.key(), run);
        journal.settle(batch.lane(), rows, rows.positions());
        memory.use(-rows.memory());
        run.moveToStore(first, written, batch.newRowLog());
        if (!run.isEmitting()) {
            rows.release();
        }
    }
}
