package dev.waybill.batch;

import dev.waybill.contract.ExportId;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Exports that are held back, since what they should do with their events is not known, and how they catch up: the source is
 * read again for them alone, beside the new records.
 */
public final class LaggingExports {
    private final Laggards laggards;
    private final OpenBatches batches;
    private final Flusher flusher;
    private final Journal journal;
    private final Coverage coverage;
    private final PartitionClock clock;
    private final RecordAtHand record;
    private final Emitter emitter;

    LaggingExports(
            Laggards laggards,
            OpenBatches batches,
            Flusher flusher,
            Journal journal,
            Coverage coverage,
            PartitionClock clock,
            RecordAtHand record,
            Emitter emitter) {
        this.laggards = laggards;
        this.batches = batches;
        this.flusher = flusher;
        this.journal = journal;
        this.coverage = coverage;
        this.clock = clock;
        this.record = record;
        this.emitter = emitter;
    }

    /** The export takes nothing from the record at hand on: its events wait in the source. */
    public void holdBack(Lane lane) {
        // The bookmark may lie before what it has in memory, and nothing before this record is read again for it.
        flusher.flush(lane);
        if (record.isReadAgain()) {
            laggards.holdBackAgain(lane.export(), record.offset());
        } else {
            long pages = journal.isRereading() ? laggards.keepJournal() : LaggardGroup.NO_PAGES;
            laggards.holdBack(lane.export(), record.offset(), clock.millisBefore(), pages);
            emitter.behind(lane.export());
        }
        batches.takeWithTheOthers();
    }

    /** These exports may take events again; those that they did not take are read again for them. */
    public void release(Collection<ExportId> exports) {
        laggards.release(exports);
    }

    /**
     * From which offset the source must be read again for exports that were held back and no longer are; empty where none
     * lags behind.
     */
    public OptionalLong behindFrom() {
        return laggards.behindFrom();
    }

    /** When the event arrived that has waited longest for an export that is or was held back, milliseconds. */
    public Optional<Long> waitingSinceMillis() {
        return laggards.oldestArrivalMillis();
    }

    /** The same of one export: what arrived after this, milliseconds, waits; empty if it does not lag behind. */
    public Optional<Long> waitingSinceMillis(ExportId export) {
        return laggards.arrivalMillis(export);
    }

    /**
     * Begins a record that was read before, for these exports alone. It arrives when it is read again: what is too late by now
     * for its window goes to a late part.
     */
    public void beginAgain(long offset) {
        record.beginAgain(offset);
    }

    /** Ends a record that was read again. */
    public void endAgain() {
        record.end();
        flusher.flushOldAndExcess();
    }

    /**
     * All records before {@code position} have been read again; what was made of them goes to the store.
     *
     * @param arrivalMillis when the last of them arrived
     * @param next the offset of the next new record: when {@code position} has come there, the exports have caught up
     * @return whether this reading is over: they have, or all of them were held back again
     */
    public boolean moveOn(long position, long arrivalMillis, long next) {
        flusher.flushLaggards();
        laggards.moveOn(position, arrivalMillis);
        boolean over = position >= next || laggards.behindFrom().isEmpty();
        if (over) {
            laggards.join(next).forEach(emitter::caughtUp);
            batches.takeWithTheOthers();
        }
        if (journal.isChanged()) {
            coverage.saveBookmark();
        }
        return over;
    }
}
