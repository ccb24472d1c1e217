package dev.waybill.batch;

import dev.waybill.batch.rows.Run;
import dev.waybill.batch.rows.StoredBlocks;
import dev.waybill.batch.store.BatchKey;
import dev.waybill.export.ExportVersion;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Emits what is full or closed, part by part, in slices. */
final class Emissions {
    /** What is kept in memory of a batch that is done, about; bytes. */
    private static final int MEMORY_OF_DONE = 150;
    /** What ending a batch without rows uses up of a slice; bytes. */
    private static final int EMPTY_BATCH = 1024;

    /** A batch that is done, kept in the store as long as a record that is read again could belong to it. */
    private record Done(Lane lane, BatchKey key, ExportVersion version, long dueMillis) implements Comparable<Done> {
        @Override
        public int compareTo(Done other) {
            return Long.compare(dueMillis, other.dueMillis);
        }
    }

    private final PartMaker parts;
    private final StoredBatches stored;
    private final StoredBlocks blocks;
    private final OpenBatches batches;
    private final Flusher flusher;
    private final Journal journal;
    private final EmissionQueue queue;
    private final MemoryBudget.Share memory;
    private final PartitionClock clock;
    private final Emitter emitter;

    private final PriorityQueue<Done> done = new PriorityQueue<>();

    private @Nullable RunEmission current;

    Emissions(
            PartMaker parts,
            StoredBatches stored,
            StoredBlocks blocks,
            OpenBatches batches,
            Flusher flusher,
            Journal journal,
            EmissionQueue queue,
            MemoryBudget.Share memory,
            PartitionClock clock,
            Emitter emitter) {
        this.parts = parts;
        this.stored = stored;
        this.blocks = blocks;
        this.batches = batches;
        this.flusher = flusher;
        this.journal = journal;
        this.queue = queue;
        this.memory = memory;
        this.clock = clock;
        this.emitter = emitter;
    }

    /** Whether there is something to emit now. */
    boolean isDue(long wallMillis) {
        return current != null || queue.isDue(wallMillis);
    }

    /** Emits until the budget is used up or nothing is left to be emitted now; answers whether it has done anything. */
    boolean emit(long wallMillis, SliceBudget budget) {
        boolean emitted = false;
        boolean more = true;
        while (more && !budget.isUsedUp()) {
            more = emitNext(wallMillis, budget);
            emitted |= more || current != null;
        }
        return emitted;
    }

    private boolean emitNext(long wallMillis, SliceBudget budget) {
        giveUpWhatIsNotAccepted(wallMillis);
        RunEmission emission = current;
        if (emission == null) {
            boolean[] discards = {false};
            Batch batch = queue.next(wallMillis, this::choose, next -> {
                discards[0] = emitter.discards(next.key());
                return discards[0] || isAccepted(next);
            });
            if (batch == null) {
                return false;
            }
            if (discards[0]) {
                budget.useBytes(EMPTY_BATCH);
                discard(batch);
                return true;
            }
            Run run = batch.nextRun();
            if (run == null) {
                budget.useBytes(EMPTY_BATCH);
                finish(batch);
                return true;
            }
            batches.wake(batch);
            emission = new RunEmission(batch, run, blocks, batches.deliveredIds(), parts);
            current = emission;
        }
        boolean ended = emission.slice(budget);
        emission.journalEmitted(journal);
        if (ended) {
            current = null;
            end(emission);
        } else {
            stored.put(emission.batch());
        }
        return ended;
    }

    /** What this program cannot read the spec of waits in the store for one that can. */
    private boolean isAccepted(Batch batch) {
        return batch.version().unreadable().isEmpty() && emitter.accepts(batch.version());
    }

    /** A pause takes effect in the middle of a run, too, and so does a discard. */
    private void giveUpWhatIsNotAccepted(long wallMillis) {
        RunEmission emission = current;
        if (emission == null) {
            return;
        }
        Batch batch = emission.batch();
        if (emitter.discards(batch.key())) {
            emission.giveUp();
            current = null;
            discard(batch);
        } else if (!isAccepted(batch)) {
            emission.giveUp();
            current = null;
            queue.letWait(batch.lane(), wallMillis);
        }
    }

    /** What to emit of an export: what has closed, in the order of due times, before full runs of what is open. */
    private @Nullable Batch choose(Lane lane, long wallMillis) {
        Batch closed = batches.takeFirstClosed(lane);
        if (closed != null) {
            long turn = batches.due().turnMillis(closed);
            if (turn <= wallMillis) {
                return closed;
            }
            queue.add(lane, turn);
        }
        for (Batch full : lane.full()) {
            if (!full.isClosed() && batches.isFirstOfWindow(full)) {
                return full;
            }
        }
        return null;
    }

    private void end(RunEmission emission) {
        Batch batch = emission.batch();
        Run run = emission.run();
        memory.use(-run.memory().memory());
        run.memory().release();
        blocks.delete(batch.key(), run);
        batch.removeFirstRun();
        batch.lane().update(batch);
        if (batch.isClosed() && batch.nextRun() == null) {
            finish(batch);
            return;
        }
        if (batch.isClosed()) {
            stored.put(batch);
        } else {
            flusher.flush(batch);
        }
        takeTurn(batch);
    }

    /** Drops all rows of the batch that have not been emitted. */
    private void discard(Batch batch) {
        for (Run run : batch.runs()) {
            journal.settle(batch.lane(), run.memory(), run.memory().positions());
            memory.use(-run.memory().memory());
            run.memory().release();
            blocks.delete(batch.key(), run);
        }
        long rows = batch.discardRows();
        batch.lane().update(batch);
        flusher.clean(batch);
        if (rows > 0) {
            emitter.discarded(batch.key(), rows);
        }
        if (batch.isClosed()) {
            finish(batch);
        } else {
            stored.put(batch);
            takeTurn(batch);
        }
    }

    private void finish(Batch batch) {
        flusher.clean(batch);
        if (!batch.isReported()) {
            emitter.finished(batch.end());
        }
        batches.finish(batch);
        Done ended = new Done(batch.lane(), batch.key(), batch.version(), batch.dueMillis());
        if (ended.dueMillis() <= flusher.bookmarkMillis()) {
            forget(ended);
        } else {
            batch.report();
            batch.countThrough(clock.offset());
            stored.put(batch);
            memory.use(MEMORY_OF_DONE);
            done.add(ended);
        }
        batches.deliveredIds().deleteIfForgotten(batch.window());
        takeTurn(batch);
    }

    /** Something of the batch has been emitted: when it is its export's turn again. */
    private void takeTurn(Batch batch) {
        Lane lane = batch.lane();
        Batch closed = lane.firstClosed();
        if (!lane.full().isEmpty()) {
            queue.addAtOnce(lane);
        } else if (lane.hasClosed()) {
            queue.add(lane, batches.due().turnMillis(closed == null ? batch : closed));
        }
    }

    /** Forgets the batches that are done and that no record from the bookmark on can belong to: it is read at this clock or later. */
    void forgetDone(long bookmarkMillis) {
        for (Done oldest = done.peek(); oldest != null && oldest.dueMillis() <= bookmarkMillis; oldest = done.peek()) {
            done.remove();
            memory.use(-MEMORY_OF_DONE);
            forget(oldest);
        }
    }

    private void forget(Done ended) {
        batches.forget(ended.lane(), ended.key(), ended.version());
    }

    /** Gives the part up that is being made, and with it the native memory of its compressor. */
    void close() {
        if (current != null) {
            current.close();
        }
    }
}
