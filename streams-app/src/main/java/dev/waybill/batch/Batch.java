package dev.waybill.batch;

import dev.waybill.batch.rows.ChunkPool;
import dev.waybill.batch.rows.RowLog;
import dev.waybill.batch.rows.Run;
import dev.waybill.batch.store.BatchKey;
import dev.waybill.batch.store.ExportWindow;
import dev.waybill.export.ExportVersion;
import dev.waybill.ledger.PartsHash;
import dev.waybill.verify.receipt.EventSum;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one export and window that arrived on time, or late within one hour; of one source partition. Stands in
 * memory while rows of it do, or while there is something of it to emit; otherwise there as long as there is room, or in the
 * store only.
 */
public final class Batch {
    /** What a batch takes in memory besides its rows, about: its run, its key, its places in maps; bytes. */
    static final int MEMORY = 1_024;

    private static final long NOTHING = -1;

    /**
     * What the store knows of its parts and counts: what stands in memory only is not in it.
     *
     * @param nextPart number of the next part
     * @param countedThrough the offset up to which events that are left out or withheld have been counted for good
     * @param filtered up to there
     * @param withheld up to there
     * @param firstOffset of the first record that had an event of it
     * @param lastOffset of the last, whether or not it stands in memory only
     * @param firstPart number of the first part that has not been reported
     * @param partsHash over its parts from there on
     * @param sum of the events in them
     */
    record Settled(
            int nextPart,
            long rows,
            long delivered,
            long duplicate,
            long countedThrough,
            long filtered,
            long withheld,
            long firstOffset,
            long lastOffset,
            int firstPart,
            String partsHash,
            EventSum sum) {
        /** Of a batch that begins with the record at this offset. */
        static Settled begun(long offset) {
            return new Settled(0, 0, 0, 0, NOTHING, 0, 0, offset, offset, 0, PartsHash.NONE, EventSum.ZERO);
        }
    }

    private final Lane lane;
    private final BatchKey key;
    private final ExportVersion version;
    private final long dueMillis;
    private final WindowSettings settings;
    private final boolean looksUpIds;
    private final ChunkPool chunks;

    /** The last one is being filled, those before it are full. */
    private final Deque<Run> runs = new ArrayDeque<>(1);
    /** Where the last full run was cut. */
    private long fullThrough = NOTHING;

    private boolean closed;
    private boolean listed;
    private boolean reported;
    private int nextPart;
    private int firstPart;
    private String partsHash;
    private EventSum sum;

    private long rows;
    private long delivered;
    private long filtered;
    private long duplicate;
    private long withheld;

    private long firstOffset;
    private long lastOffset;

    private long countedThrough;
    private long countedFiltered;
    private long countedWithheld;

    private long firstUncovered = NOTHING;
    private long clockBeforeFirstUncovered;

    /**
     * A batch without runs.
     *
     * @param dueMillis by the version's grace and the window's slack
     * @param settings of its window
     * @param looksUpIds whether events that were delivered before are left out: not in late batches that began after what was
     *     delivered of their window had been forgotten. Decided when the batch begins, so by the log
     * @param settled what the store knows of it
     * @param chunks for its rows
     */
    Batch(
            Lane lane,
            BatchKey key,
            ExportVersion version,
            long dueMillis,
            WindowSettings settings,
            boolean looksUpIds,
            Settled settled,
            ChunkPool chunks) {
        this.lane = lane;
        this.key = key;
        this.version = version;
        this.dueMillis = dueMillis;
        this.settings = settings;
        this.looksUpIds = looksUpIds;
        this.chunks = chunks;
        this.nextPart = settled.nextPart();
        this.rows = settled.rows();
        this.delivered = settled.delivered();
        this.duplicate = settled.duplicate();
        this.filtered = settled.filtered();
        this.withheld = settled.withheld();
        this.countedThrough = settled.countedThrough();
        this.countedFiltered = settled.filtered();
        this.countedWithheld = settled.withheld();
        this.firstOffset = settled.firstOffset();
        this.lastOffset = settled.lastOffset();
        this.firstPart = settled.firstPart();
        this.partsHash = settled.partsHash();
        this.sum = settled.sum();
    }

    /** The version that its events are selected, redacted and formatted under. */
    public ExportVersion version() {
        return version;
    }

    Lane lane() {
        return lane;
    }

    BatchKey key() {
        return key;
    }

    long dueMillis() {
        return dueMillis;
    }

    WindowSettings settings() {
        return settings;
    }

    boolean looksUpIds() {
        return looksUpIds;
    }

    /** Whether nothing is added any more: the clock has reached {@link #dueMillis}. */
    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    /** Whether it stands in the store only, and in its list of what is due. */
    boolean isListed() {
        return listed;
    }

    void list() {
        listed = true;
    }

    void unlist() {
        listed = false;
    }

    ExportWindow window() {
        return key.exportWindow();
    }

    /** When the window ends for events that are on time, slack not included; milliseconds. */
    long windowDueMillis() {
        return key.windowDueMillis(version.grace());
    }

    /** Whether its rows count as remembered when it closes, and what was delivered before is left out of it. */
    boolean remembersIds() {
        return version.deduplicates() && looksUpIds;
    }

    /** All its runs, the first to be emitted first; never empty once it has been made. */
    Collection<Run> runs() {
        return Collections.unmodifiableCollection(runs);
    }

    RowLog newRowLog() {
        return new RowLog(chunks);
    }

    /** Adds an empty run. */
    void addRun(int index) {
        runs.add(new Run(index, newRowLog()));
    }

    /** Adds a run after the others, as the one that is filled unless it was cut already. */
    void add(Run run) {
        runs.add(run);
        if (!run.isOpen()) {
            fullThrough = run.lastOffset();
        }
    }

    /** The run that is being filled. */
    Run lastRun() {
        return runs.getLast();
    }

    /** The run that the row of a record goes to: the last, or, where the record is read again, the one it was in. */
    Run runOf(long offset) {
        if (offset > fullThrough) {
            return runs.getLast();
        }
        for (Run run : runs) {
            if (offset <= run.lastOffset()) {
                return run;
            }
        }
        throw new IllegalStateException("the last run takes every offset");
    }

    /** The run that is filled is full with the record at this offset. */
    void cut(long offset) {
        Run full = runs.getLast();
        full.cut(offset);
        fullThrough = offset;
        addRun(full.index() + 1);
    }

    /** The next run that can be emitted: a full one, and the last where nothing is added any more; null where none. */
    @Nullable
    Run nextRun() {
        Run first = runs.getFirst();
        return runs.size() > 1 || closed && !first.isEmpty() ? first : null;
    }

    boolean hasFullRun() {
        return runs.size() > 1;
    }

    boolean isEmitting() {
        return runs.getFirst().isEmitting();
    }

    /** The first run has been emitted. */
    void removeFirstRun() {
        Run emitted = runs.removeFirst();
        if (runs.isEmpty()) {
            addRun(emitted.index() + 1);
        }
    }

    /** All rows that have not been emitted are dropped, and count as withheld; answers how many they are. */
    long discardRows() {
        long dropped = counts().open();
        rows -= dropped;
        withheld += dropped;
        int next = runs.getLast().index() + 1;
        runs.clear();
        addRun(next);
        return dropped;
    }

    /** Number of the next part. */
    int nextPart() {
        return nextPart;
    }

    /** The next part has been emitted, with so many events, of this sum. */
    void countPart(long events, String sha256, EventSum ofEvents) {
        nextPart++;
        delivered += events;
        partsHash = PartsHash.with(partsHash, sha256);
        sum = sum.plus(ofEvents);
    }

    /** The record at this offset has an event of it. */
    void readAt(long offset) {
        lastOffset = Math.max(lastOffset, offset);
    }

    void countDuplicates(long copies) {
        duplicate += copies;
    }

    void countRow() {
        rows++;
    }

    void countFiltered() {
        filtered++;
    }

    void countWithheld() {
        withheld++;
    }

    /** Rows, those that have been emitted included. */
    long rows() {
        return rows;
    }

    Counts counts() {
        return new Counts(rows + filtered + withheld, delivered, filtered, duplicate, withheld);
    }

    /** What the store is to know of it. */
    Settled settled() {
        long unsettled = 0;
        for (Run run : runs) {
            unsettled += run.unsettledRows();
        }
        return new Settled(
                nextPart,
                rows - unsettled,
                delivered,
                duplicate,
                countedThrough,
                countedFiltered,
                countedWithheld,
                firstOffset,
                lastOffset,
                firstPart,
                partsHash,
                sum);
    }

    /** Whether what was left out or withheld at this offset has been counted for good. */
    boolean isCountedAt(long offset) {
        return offset <= countedThrough;
    }

    /** What it has left out and withheld up to this offset goes to the store with it. */
    void countThrough(long offset) {
        countedThrough = Math.max(countedThrough, offset);
        countedFiltered = filtered;
        countedWithheld = withheld;
    }

    /** How it has ended; only once all of it has been emitted. */
    BatchEnd end() {
        return new BatchEnd(key, version, counts(), firstOffset, lastOffset, nextPart - firstPart, partsHash, sum);
    }

    /** Whether it has been said how it has ended. */
    boolean isReported() {
        return reported;
    }

    /** It has an event more, that of the record at this offset, since a record that is read again is judged otherwise now. */
    void reopen(long offset) {
        reported = false;
        firstPart = nextPart;
        partsHash = PartsHash.NONE;
        sum = EventSum.ZERO;
        firstOffset = offset;
        lastOffset = offset;
    }

    /** It is said how it has ended, so nothing of it is left to be counted. */
    void report() {
        reported = true;
        rows = 0;
        delivered = 0;
        filtered = 0;
        duplicate = 0;
        withheld = 0;
    }

    /** Whether something of it stands in memory only: neither in the store nor in an emitted part. */
    boolean isUncovered() {
        return firstUncovered != NOTHING;
    }

    /**
     * The record at this offset changes it in memory only.
     *
     * @param clockBefore the clock before that record, milliseconds
     */
    void uncover(long offset, long clockBefore) {
        firstUncovered = offset;
        clockBeforeFirstUncovered = clockBefore;
    }

    /** All of it stands in the store or in emitted parts. */
    void cover() {
        firstUncovered = NOTHING;
    }

    /** The oldest offset whose effect is not in the store or in an emitted part; only where it {@link #isUncovered}. */
    long firstUncovered() {
        return firstUncovered;
    }

    /** The clock before the record at {@link #firstUncovered}, milliseconds. */
    long clockBeforeFirstUncovered() {
        return clockBeforeFirstUncovered;
    }
}
