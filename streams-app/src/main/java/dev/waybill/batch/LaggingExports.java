package dev.waybill.batch;

import dev.waybill.spec.SpecScope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How exports that were held back catch up: the source is read again for them alone, beside the new records. */
public final class LaggingExports {
    private final Laggards laggards;
    private final OpenBatches batches;
    private final Flusher flusher;
    private final Journal journal;
    private final Coverage coverage;
    private final RecordAtHand record;

    /** Held back since before anything was read, so from the first record on. */
    private Collection<SpecScope> heldBackAtFirst = List.of();

    LaggingExports(
            Laggards laggards,
            OpenBatches batches,
            Flusher flusher,
            Journal journal,
            Coverage coverage,
            RecordAtHand record) {
        this.laggards = laggards;
        this.batches = batches;
        this.flusher = flusher;
        this.journal = journal;
        this.coverage = coverage;
        this.record = record;
    }

    /** These are held back from the first record on. */
    void holdBackAtFirst(Collection<SpecScope> scopes) {
        heldBackAtFirst = scopes;
    }

    /** These are held back from now on, and nobody else. */
    void holdBack(Collection<SpecScope> scopes, long offset, long clockMillis) {
        laggards.holdBack(scopes, offset, clockMillis);
        batches.takeWithTheOthers();
    }

    /** A record is read. */
    void begin(long offset, long arrivalMillis) {
        if (!heldBackAtFirst.isEmpty()) {
            holdBack(heldBackAtFirst, offset, arrivalMillis);
            heldBackAtFirst = List.of();
        }
    }

    /**
     * From which offset the source must be read again for exports that were held back and no longer are; empty where none
     * lags behind.
     */
    public OptionalLong behindFrom() {
        return laggards.current()
                .map(group -> OptionalLong.of(group.position()))
                .orElse(OptionalLong.empty());
    }

    /** When the event arrived that has waited longest for an export that is or was held back, milliseconds. */
    public Optional<Long> waitingSinceMillis() {
        return laggards.oldestArrivalMillis();
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
     * @return whether they have
     */
    public boolean moveOn(long position, long arrivalMillis, long next) {
        flusher.flushLaggards();
        laggards.moveOn(position, arrivalMillis);
        if (position >= next) {
            laggards.join(next);
            batches.takeWithTheOthers();
        }
        if (journal.isChanged()) {
            coverage.saveBookmark();
        }
        return position >= next;
    }
}
