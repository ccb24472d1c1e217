package dev.waybill.batch;

import dev.waybill.contract.ExportId;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.export.ExportVersion;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.spec.SpecScope;
import dev.waybill.window.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one source partition, from the first row to the emitted part.
 *
 * <p>For every record, in the order of the log: {@link #begin}, then {@link #refuse}, or for each export {@link #batch} and
 * what becomes of the event there, then {@link #end}. Between records {@link #work} emits what is due, in slices. After a
 * restart {@link #restore} answers from which offset the source must be read again; reading it again goes through the same
 * calls, less those for what was decided for good.
 *
 * <p>Rows are held in memory. They go to the store, as sorted blocks, only when they are older than the replay distance or
 * memory runs out; what is in memory when the process dies is read again from the source log, which is the journal.
 */
public final class PartitionBatches {
    private final BatchStore store;
    private final BatchSettings settings;
    private final MemoryBudget.Share memory;
    private final LongSupplier nanoTime;
    private final Clock clock = new Clock();
    private final Journal journal;
    private final Laggards laggards;
    private final OpenBatches batches;
    private final BatchFinder finder;
    private final Flusher flusher;
    private final Emissions emissions;

    private Collection<SpecScope> heldBackAtFirst = List.of();
    /** The record that is read again for exports that lag behind; negative otherwise. */
    private long again = -1;

    private boolean hasBookmark;
    private long savedBookmark;

    /**
     * The batches of one source partition.
     *
     * @param memory shared by all partitions of the process
     * @param nanoTime a clock that only durations are taken from
     */
    public PartitionBatches(
            int sourcePartition,
            BatchStore store,
            BatchSettings settings,
            MemoryBudget memory,
            Emitter emitter,
            LongSupplier nanoTime) {
        this.store = store;
        this.settings = settings;
        this.memory = memory.share();
        this.nanoTime = nanoTime;
        StoreKeys keys = new StoreKeys();
        StoredBatches stored = new StoredBatches(store, keys);
        EmissionQueue queue = new EmissionQueue();
        BlockWriter blocks = new BlockWriter(store, keys, settings.blockSize());
        this.journal = new Journal(store, keys);
        this.laggards = new Laggards(store, keys);
        this.batches = new OpenBatches(this, store, keys, stored, settings, this.memory, clock, laggards, queue);
        this.finder = new BatchFinder(batches, stored, settings, clock);
        this.flusher = new Flusher(batches, stored, blocks, journal, this.memory, clock, settings);
        this.emissions = new Emissions(
                sourcePartition, store, keys, stored, batches, flusher, journal, queue, this.memory, clock, emitter);
    }

    /**
     * Reads the state back from the store. To be called once, before anything else.
     *
     * @param versions makes the version of a canonical spec that a stored batch was begun under
     * @return where re-reading the source must begin; empty where nothing has been read yet
     */
    public Optional<Bookmark> restore(Function<String, ExportVersion> versions) {
        byte[] stored = store.find(StoreKeys.BOOKMARK);
        if (stored == null) {
            return Optional.empty();
        }
        Bookmark bookmark = Bookmark.decode(stored);
        hasBookmark = true;
        savedBookmark = bookmark.offset();
        clock.restore(bookmark);
        journal.restore(bookmark.offset());
        laggards.restore();
        List<ExportVersion> begun = new ArrayList<>();
        store.scan(StoreKeys.SPECS, (key, spec) -> begun.add(versions.apply(Utf8.decode(spec))));
        batches.restore(begun);
        return Optional.of(bookmark);
    }

    /**
     * These exports are held back from now on, and nobody else: their events wait in the source, and are read again for them
     * alone once they are not held back any more. To be called once, after {@link #restore} and before anything is read.
     */
    public void holdBack(Collection<SpecScope> scopes) {
        if (hasBookmark) {
            laggards.holdBack(scopes, savedBookmark, clock.millis());
            takeWithTheOthers();
        } else {
            heldBackAtFirst = scopes;
        }
    }

    private void takeWithTheOthers() {
        batches.lanes().forEach(lane -> lane.takesFrom = laggards.takesFrom(lane.export()));
    }

    /** Ends the re-reading of the source that {@link #restore} asked for. */
    public void restored() {
        journal.restored();
        clock.restored();
        closeDue();
    }

    /** The exports that have batches here. */
    public List<Lane> lanes() {
        return List.copyOf(batches.lanes());
    }

    /** Begins the record at this offset: its arrival moves the clock, and what the clock has reached closes. */
    public void begin(long offset, long arrivalMillis) {
        if (!heldBackAtFirst.isEmpty()) {
            laggards.holdBack(heldBackAtFirst, offset, arrivalMillis);
            heldBackAtFirst = List.of();
            takeWithTheOthers();
        }
        clock.read(offset, arrivalMillis);
        closeDue();
        journal.begin(offset);
    }

    /** The clock, milliseconds since the epoch: the highest arrival so far. */
    public long clockMillis() {
        return clock.millis();
    }

    /** Whether the current record was refused before a restart, and has its claim ticket. Then it must not be judged again. */
    public boolean isRefused() {
        return isReadAgain() ? laggards.isRefused() : journal.isRefused();
    }

    /**
     * Whether the current record was read before a restart, and all exports that took it have it, in the store or in emitted
     * parts, or a claim ticket for it. Then no other one takes it any more, and it cannot be refused any more.
     */
    public boolean isComplete() {
        return journal.isComplete();
    }

    /**
     * Whether the current record was read before a restart, and the export has it, in the store or in an emitted part, or a
     * claim ticket for it; or is read at another time for the export, which lags behind. Then nothing of it may be added there
     * now.
     */
    public boolean isSettled(Lane lane) {
        return isReadAgain()
                ? !laggards.wants(lane.export())
                : clock.offset() < lane.takesFrom || journal.isSettled(lane.export());
    }

    /** Whether an export of another tenant than this one {@link #isSettled has} the current record. */
    public boolean isSettledForOther(String tenant) {
        return journal.isSettledForOther(tenant);
    }

    /** The current record gets a claim ticket, for no export can take it. */
    public void refuse() {
        if (!isReadAgain()) {
            journal.refuse();
        }
    }

    /** The current record gets a claim ticket for this export, and belongs to no batch of it. */
    public void withhold(Lane lane) {
        if (!isReadAgain()) {
            journal.withhold(lane.export());
        }
    }

    /** The lane of an export, made when asked for first. */
    public Lane lane(ExportId export) {
        return batches.lane(export);
    }

    /** Whether no batch of the export was begun under another version than this one. */
    public boolean hasOnly(Lane lane, @Nullable ExportVersion version) {
        return lane.hasOnly(version);
    }

    /**
     * The batch that the current record's event must go to where the export has batches of several versions of its spec, so
     * that a window is produced under one version: of those that take it, the one begun first.
     *
     * @param windows the event's window by each version
     */
    public Optional<Batch> begunAmongVersions(Lane lane, Collection<Window> windows) {
        return finder.firstBegun(lane, windows);
    }

    /**
     * The batch that an event of this window goes to now: on time, or late by the hour of arrival. A window that has closed
     * does not open again where a later version of the spec, or later settings, would let it.
     */
    public Batch batch(Lane lane, Window window, ExportVersion version) {
        return finder.batch(lane, window, version);
    }

    RowLog newRowLog() {
        return new RowLog(memory.chunks());
    }

    void countFiltered(Batch batch) {
        if (isReadAgain() || clock.offset() > batch.countedThrough) {
            flusher.touch(batch);
            batch.filtered++;
        }
    }

    void countWithheld(Batch batch) {
        flusher.touch(batch);
        batch.withheld++;
        withhold(batch.lane());
        batch.countThrough(clock.offset());
        batches.put(batch);
    }

    void append(Batch batch, Event event, RowBuffer row) {
        flusher.touch(batch);
        Field id = event.type().eventId();
        Run run = isReadAgain() ? batch.runs().getLast() : batch.runOf(clock.offset());
        long memoryBefore = run.memory.memory();
        run.rawBytes += run.memory.append(
                event.occurredAtMicros(),
                isReadAgain() ? again : clock.offset(),
                event.buffer(id),
                event.offset(id),
                event.length(id),
                row.array(),
                row.length());
        memory.use(run.memory.memory() - memoryBefore);
        if (!isReadAgain()) {
            journal.row(run.memory);
        }
        batch.rows++;
        if (run.rawBytes >= settings.runSize() && run.lastOffset == Run.OPEN) {
            batches.cut(batch);
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
     * Begins a record that was read before, for the exports that {@link #behindFrom} speaks of alone. It arrives when it is read
     * again: what is too late by now for its window goes to a late part.
     */
    public void beginAgain(long offset) {
        again = offset;
        laggards.read(offset);
    }

    /** Ends a record that was read again. */
    public void endAgain() {
        again = -1;
        flusher.flushOldAndExcess();
    }

    /** Whether the current record is one that was read before, see {@link #beginAgain}. */
    public boolean isReadAgain() {
        return again >= 0;
    }

    /**
     * All records before {@code position} have been read again; what was made of them goes to the store.
     *
     * @param arrivalMillis when the last of them arrived
     * @param next the offset of the next new record: when {@code position} has come there, the exports have caught up
     * @return whether they have
     */
    public boolean readAgain(long position, long arrivalMillis, long next) {
        flusher.flushLaggards();
        laggards.moveOn(position, arrivalMillis);
        if (position >= next) {
            laggards.join(next);
            takeWithTheOthers();
        }
        if (journal.isChanged()) {
            saveBookmark();
        }
        return position >= next;
    }

    /** Ends the record: rows that are too old or too many for memory go to the store. */
    public void end() {
        journal.end();
        if (flusher.flushOldAndExcess() || !hasBookmark) {
            saveBookmark();
        } else if (journal.isChanged()) {
            journal.save(savedBookmark);
        }
    }

    /**
     * Nothing will arrive any more that is on time for windows due by this wall-clock time: everything the partition held
     * when it was asked, at or after that time, has been read and processed.
     */
    public void advanceIdle(long provenMillis) {
        batches.due().close(provenMillis).filter(due -> due > clock.millis()).ifPresent(due -> {
            clock.advanceIdle(due);
            // Together with what has closed, whether or not anything is emitted before the next commit.
            saveBookmark();
        });
    }

    /** The earliest time, milliseconds since the epoch, at which an open batch is due; empty where none is open. */
    public Optional<Long> nextDueMillis() {
        return Optional.of(batches.due().nextDueMillis()).filter(due -> due != Lane.NEVER);
    }

    private void closeDue() {
        if (batches.due().nextDueMillis() <= clock.millis()) {
            batches.due().close(clock.millis());
        }
    }

    /** Whether a call to {@link #work} would find something to do. */
    public boolean hasWork(long wallMillis) {
        return emissions.isDue(wallMillis);
    }

    /**
     * Emits parts, within one slice's limits.
     *
     * @param wallMillis the time, milliseconds since the epoch
     * @return whether there is more to emit now
     */
    public boolean work(long wallMillis) {
        closeDue();
        SliceBudget budget = new SliceBudget(settings, nanoTime);
        boolean emitted = emissions.emit(wallMillis, budget);
        flusher.flushIfIdle(wallMillis, budget);
        if (emitted || journal.isChanged() || clock.hasRead() && flusher.bookmarkOffset() != savedBookmark) {
            saveBookmark();
        }
        return hasWork(wallMillis);
    }

    private void saveBookmark() {
        long offset = flusher.bookmarkOffset();
        long clockThere = flusher.bookmarkMillis();
        store.put(StoreKeys.BOOKMARK, clock.bookmark(offset, clockThere).encode());
        hasBookmark = true;
        savedBookmark = offset;
        journal.save(offset);
        laggards.forget(offset);
        emissions.forgetDone(clockThere);
    }

    /** Batches that have begun and are not complete. */
    public int openBatches() {
        return batches.unfinished();
    }

    /** How many batches stand in memory. */
    int batchesInMemory() {
        return batches.inMemory();
    }

    /** Gives back the memory; what is in it is read again from the source by whoever takes the partition over. */
    public void close() {
        emissions.close();
        memory.release();
    }
}
