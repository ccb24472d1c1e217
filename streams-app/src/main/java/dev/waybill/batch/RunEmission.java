package dev.waybill.batch;

import dev.waybill.batch.ids.DeliveredIds;
import dev.waybill.batch.ids.IdChunk;
import dev.waybill.batch.rows.LastEvent;
import dev.waybill.batch.rows.MemoryRows;
import dev.waybill.batch.rows.MergedRows;
import dev.waybill.batch.rows.PartBytes;
import dev.waybill.batch.rows.Piece;
import dev.waybill.batch.rows.RowCursor;
import dev.waybill.batch.rows.Run;
import dev.waybill.batch.rows.StoredBlocks;
import dev.waybill.export.ExportVersion;
import dev.waybill.format.row.PartWriter;
import dev.waybill.verify.receipt.EventSum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of one run into parts: merges its sorted pieces, leaves out events delivered before, and formats and
 * compresses once. Works in slices; what a finished part holds is never done again after a restart, what an unfinished
 * one holds is.
 */
final class RunEmission {
    /** A sorted piece of the run, and how far it has been read. */
    private record Source(Piece piece, RowCursor rows) {}

    private final Batch batch;
    private final Run run;
    private final DeliveredIds deliveredIds;
    private final PartMaker parts;
    private final List<Source> sources = new ArrayList<>();
    private final MergedRows rows = new MergedRows();
    private final DeliveredIds.Lookup delivered;
    /** The rows that were in memory when this began, if any, and how many the journal knows as emitted. */
    private @Nullable MemoryRows memoryRows;

    private final Piece memoryPiece;
    private long journaled;

    /** Duplicates passed over since the last finished part. */
    private long duplicates;

    private final LastEvent previous = new LastEvent();

    private @Nullable PartWriter writer;
    private final PartBytes bytes;
    private long events;
    private EventSum.Adder sum = new EventSum.Adder();
    private List<IdChunk> ids = new ArrayList<>();

    RunEmission(Batch batch, Run run, StoredBlocks blocks, DeliveredIds deliveredIds, PartMaker parts) {
        this.batch = batch;
        this.run = run;
        this.deliveredIds = deliveredIds;
        this.parts = parts;
        this.bytes = parts.newBytes();
        this.delivered = batch.looksUpIds() ? deliveredIds.lookup(batch.window()) : deliveredIds.lookupNothing();
        this.memoryPiece = run.inMemory();
        this.journaled = memoryPiece.emitted();
        for (Piece piece : run.stored()) {
            read(piece, blocks.read(batch.key(), run, piece));
        }
        if (run.memory().rows() > 0) {
            memoryRows = new MemoryRows(run.memory());
            read(memoryPiece, memoryRows);
        }
        run.beginEmission();
    }

    private void read(Piece piece, RowCursor source) {
        sources.add(new Source(piece, source));
        rows.add(source, piece.emitted());
    }

    Batch batch() {
        return batch;
    }

    Run run() {
        return run;
    }

    /** Works until the budget is used up or the run has been emitted; answers whether it has. */
    boolean slice(SliceBudget budget) {
        try {
            while (!rows.isEmpty()) {
                if (budget.isUsedUp()) {
                    return false;
                }
                take(rows.first(), budget);
                rows.remove();
            }
            finishPart(budget);
            passedForGood();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot make a part of " + batch.key().export() + " window "
                            + batch.key().window().start(),
                    e);
        }
    }

    private void take(RowCursor row, SliceBudget budget) throws IOException {
        if (batch.version().deduplicates()) {
            if (previous.isSame(row) || delivered.contains(row)) {
                duplicates++;
                budget.useBytes(row.rowLength());
                return;
            }
            previous.keep(row);
        }
        if (writer != null && !writer.fits(row.rowLength())) {
            finishPart(budget);
        }
        if (writer == null) {
            ExportVersion version = batch.version();
            writer = version.format().open(version.type(), version.partSize(), bytes);
        }
        writer.row(row.buffer(), row.rowStart(), row.rowLength());
        events++;
        sum.add(row.buffer(), row.idStart(), row.idLength(), row.time());
        budget.useBytes(row.rowLength());
        if (batch.remembersIds()) {
            rememberId(row);
        }
    }

    private void rememberId(RowCursor row) {
        if (ids.isEmpty() || ids.get(ids.size() - 1).isFull()) {
            ids.add(new IdChunk());
        }
        ids.get(ids.size() - 1).add(row);
    }

    private void finishPart(SliceBudget budget) throws IOException {
        if (writer == null) {
            return;
        }
        writer.finish();
        writer = null;
        String sha256 = parts.emit(batch, events, bytes.take());
        budget.usePart();
        if (!ids.isEmpty()) {
            deliveredIds.remember(
                    batch.window(),
                    batch.windowDueMillis(),
                    batch.settings().lateness().toMillis(),
                    ids);
            ids = new ArrayList<>();
        }
        batch.countPart(events, sha256, sum.sum());
        events = 0;
        sum = new EventSum.Adder();
        passedForGood();
    }

    /** No row before those at hand is looked at again. */
    private void passedForGood() {
        batch.countDuplicates(duplicates);
        duplicates = 0;
        for (Source source : sources) {
            source.piece().emittedThrough(source.rows().passed());
        }
    }

    /** Tells the journal which rows, of those that stand in memory only, have been emitted since the last call. */
    void journalEmitted(Journal journal) {
        MemoryRows emitted = memoryRows;
        if (emitted != null && run.inMemory() == memoryPiece) {
            journal.settle(batch.lane(), run.memory(), emitted.inLogOrder(journaled, memoryPiece.emitted()));
            journaled = memoryPiece.emitted();
        }
    }

    /** Gives the part up that is being made: the run is emitted from the last finished part on another time. */
    void giveUp() {
        close();
        run.endEmission();
    }

    /** Gives the part up that is being made, and with it the native memory of its compressor. */
    void close() {
        if (writer != null) {
            writer.close();
        }
    }
}
