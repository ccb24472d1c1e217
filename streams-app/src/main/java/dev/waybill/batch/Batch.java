package dev.waybill.batch;

import dev.waybill.event.Event;
import dev.waybill.format.RowBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The rows of one export and window that arrived on time, or late within one hour; of one source partition. Rows enter
 * the current run; full runs, and at closing the last one, are sealed and wait to be emitted.
 */
public final class Batch {
    static final long NOTHING = -1;

    private final PartitionBatches owner;
    private final BatchKey key;
    private final ExportOutput output;
    private final long dueMillis;
    private final long begunAt;

    final Deque<Run> sealedRuns = new ArrayDeque<>();
    Run current;
    /** Everything this batch took from offsets up to this one stands in the store or in emitted parts. */
    long coveredThrough = NOTHING;
    /** The last offset this batch took anything from. */
    long lastOffset = NOTHING;
    /** Number of the next part. */
    int nextPart;
    /** Whether nothing is added any more. */
    boolean closed;
    /** Whether all of it has been emitted; kept only until the bookmark has passed {@link #lastOffset}. */
    boolean done;

    /**
     * Whether events that were delivered before are left out: not in late batches that began after what was delivered of
     * their window had been forgotten. Decided when the batch begins, so by the log.
     */
    boolean looksUpIds = true;
    /** Whether its rows have been counted as remembered. */
    boolean rowsCounted;

    long read;
    long delivered;
    long filtered;
    long duplicate;
    long withheld;

    /** {@link #read}, {@link #filtered} and {@link #withheld} as of {@link #coveredThrough}. */
    long coveredRead;

    long coveredFiltered;
    long coveredWithheld;

    /** The oldest offset whose effect is not covered, or {@link #NOTHING}. */
    long firstUncovered = NOTHING;
    /** The clock before the record at {@link #firstUncovered}, milliseconds. */
    long clockBeforeFirstUncovered;

    Batch(PartitionBatches owner, BatchKey key, ExportOutput output, long dueMillis, long begunAt) {
        this.owner = owner;
        this.key = key;
        this.output = output;
        this.dueMillis = dueMillis;
        this.begunAt = begunAt;
        this.current = newRun(0);
    }

    /** An empty run. */
    Run newRun(int index) {
        return new Run(index, owner.newRowLog());
    }

    /** The version of the spec that this batch's events are selected, redacted and formatted under. */
    public String configVersion() {
        return output.configVersion();
    }

    /**
     * Whether the record at this offset has been taken into account already, in which case nothing of it may be added.
     * Only true while the source is re-read after a restart.
     */
    public boolean covers(long offset) {
        return offset <= coveredThrough;
    }

    /** Notes that the current record's event belongs here. Call it before any other method that adds. */
    public void countRead() {
        owner.touch(this);
        read++;
    }

    /** The event is left out by the export's selection. */
    public void countFiltered() {
        filtered++;
    }

    /** The event could not be redacted, or is too large to be delivered. */
    public void countWithheld() {
        withheld++;
    }

    /** Adds the encoded row of the current record's event. */
    public void append(Event event, RowBuffer row) {
        owner.append(this, event, row);
    }

    BatchKey key() {
        return key;
    }

    ExportOutput output() {
        return output;
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
        return new Counts(read, delivered, filtered, duplicate, withheld);
    }

    /** Whether events of its window that are read at this clock, milliseconds, belong here. */
    boolean takesAt(long clockMillis) {
        return key.isLate() ? BatchKey.hourOf(clockMillis) == key.lateHour() : clockMillis < dueMillis;
    }

    ExportWindow window() {
        return new ExportWindow(key.export(), key.window());
    }

    /** When the window ends for events that are on time, slack not included; milliseconds. */
    long windowDueMillis() {
        return key.window().end().plus(output.grace()).toEpochMilli();
    }

    /** Rows that it has taken. */
    long rows() {
        return read - filtered - withheld;
    }

    /** Fixes the membership of the current run and begins a new one. */
    void sealCurrentRun() {
        sealedRuns.add(current);
        current = newRun(current.index() + 1);
    }

    boolean isDirty() {
        return firstUncovered != NOTHING;
    }

    /** Notes that all it has taken up to this offset stands in the store or in emitted parts. */
    void cover(long offset) {
        coveredThrough = offset;
        coveredRead = read;
        coveredFiltered = filtered;
        coveredWithheld = withheld;
        firstUncovered = NOTHING;
    }
}
