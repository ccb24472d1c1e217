package dev.waybill.batch;

import dev.waybill.event.Event;
import dev.waybill.export.ExportVersion;
import dev.waybill.format.row.RowBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one export and window that arrived on time, or late within one hour; of one source partition. Stands in
 * memory while rows of it do, or while there is something of it to emit; otherwise in the store only.
 */
public final class Batch {
    static final long NOTHING = -1;
    /** What a batch takes in memory besides its rows, about: its run, its key, its places in maps; bytes. */
    static final int MEMORY = 1_024;

    private final PartitionBatches owner;
    private final Lane lane;
    private final BatchKey key;
    private final ExportVersion version;
    private final long dueMillis;
    private final long begunAt;

    /** The last one is being filled, those before it are full. */
    private final Deque<Run> runs = new ArrayDeque<>(1);
    /** Where the last full run was cut. */
    private long fullThrough = NOTHING;
    /** Number of the next part. */
    int nextPart;
    /** Whether nothing is added any more: the clock has reached {@link #dueMillis}. */
    boolean closed;
    /** Whether it stands in the store only, and in its list of what is due. */
    boolean listed;

    /**
     * Whether events that were delivered before are left out: not in late batches that began after what was delivered of
     * their window had been forgotten. Decided when the batch begins, so by the log.
     */
    boolean looksUpIds = true;

    long rows;
    long delivered;
    long filtered;
    long duplicate;
    long withheld;

    /** The offset up to which events that are left out or withheld have been counted for good, and how many there were. */
    long countedThrough = NOTHING;

    long countedFiltered;
    long countedWithheld;

    /** The oldest offset whose effect is not in the store or in an emitted part, or {@link #NOTHING}. */
    long firstUncovered = NOTHING;
    /** The clock before the record at {@link #firstUncovered}, milliseconds. */
    long clockBeforeFirstUncovered;

    Batch(PartitionBatches owner, Lane lane, BatchKey key, ExportVersion version, long dueMillis, long begunAt) {
        this.owner = owner;
        this.lane = lane;
        this.key = key;
        this.version = version;
        this.dueMillis = dueMillis;
        this.begunAt = begunAt;
    }

    /** The version that its events are selected, redacted and formatted under. */
    public ExportVersion version() {
        return version;
    }

    /** The current record's event is left out by the export's selection. */
    public void countFiltered() {
        owner.countFiltered(this);
    }

    /** The current record's event could not be selected or redacted, or is too large to be delivered: it has a ticket. */
    public void countWithheld() {
        owner.countWithheld(this);
    }

    /** Adds the encoded row of the current record's event. */
    public void append(Event event, RowBuffer row) {
        owner.append(this, event, row);
    }

    Lane lane() {
        return lane;
    }

    BatchKey key() {
        return key;
    }

    /** Fixed when the batch begins: settings that are changed later change nothing. */
    long dueMillis() {
        return dueMillis;
    }

    /** Offset of the record it was begun for. */
    long begunAt() {
        return begunAt;
    }

    Counts counts() {
        return new Counts(rows + filtered + withheld, delivered, filtered, duplicate, withheld);
    }

    /** Whether events of its window that are read at this clock, milliseconds, belong here. */
    boolean takesAt(long clockMillis) {
        return key.takesAt(clockMillis, dueMillis);
    }

    ExportWindow window() {
        return new ExportWindow(key.export(), key.window());
    }

    /** When the window ends for events that are on time, slack not included; milliseconds. */
    long windowDueMillis() {
        return key.window().end().plus(version.grace()).toEpochMilli();
    }

    /** Whether its rows count as remembered when it closes, and what was delivered before is left out of it. */
    boolean remembersIds() {
        return version.deduplicates() && looksUpIds;
    }

    /** An empty run. */
    Run newRun(int index) {
        return new Run(index, newRowLog());
    }

    RowLog newRowLog() {
        return owner.newRowLog();
    }

    /** All its runs, the first to be emitted first; never empty once it has been made. */
    Deque<Run> runs() {
        return runs;
    }

    /** Adds a run after the others, as the one that is filled unless it was cut already. */
    void add(Run run) {
        runs.add(run);
        if (run.lastOffset != Run.OPEN) {
            fullThrough = run.lastOffset;
        }
    }

    /** The run that the row of a record goes to: the last, or, where the record is read again, the one it was in. */
    Run runOf(long offset) {
        if (offset > fullThrough) {
            return runs.getLast();
        }
        for (Run run : runs) {
            if (offset <= run.lastOffset) {
                return run;
            }
        }
        throw new IllegalStateException("the last run takes every offset");
    }

    /** The run that is filled is full with the record at this offset. */
    void cut(long offset) {
        Run full = runs.getLast();
        full.lastOffset = offset;
        fullThrough = offset;
        runs.add(newRun(full.index() + 1));
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
        return runs.getFirst().emitting;
    }

    /** The first run has been emitted. */
    void removeFirstRun() {
        Run emitted = runs.removeFirst();
        if (runs.isEmpty()) {
            runs.add(newRun(emitted.index() + 1));
        }
    }

    boolean isDirty() {
        return firstUncovered != NOTHING;
    }

    /** Rows that stand in the store or in emitted parts. */
    long settledRows() {
        long unsettled = 0;
        for (Run run : runs) {
            unsettled += run.unsettledRows();
        }
        return rows - unsettled;
    }

    /** What it has left out and withheld up to this offset goes to the store with it. */
    void countThrough(long offset) {
        countedThrough = Math.max(countedThrough, offset);
        countedFiltered = filtered;
        countedWithheld = withheld;
    }

    /** All its counts have been reported. */
    void resetCounts() {
        rows = 0;
        delivered = 0;
        filtered = 0;
        duplicate = 0;
        withheld = 0;
    }
}
