package dev.waybill.batch.rows;

import java.util.Arrays;

/**
 * A position in a sequence of rows that is sorted by event time, event id, and source offset. Fields are valid after
 * {@link #next} has answered true and until it is called again.
 */
public abstract class RowCursor implements Comparable<RowCursor> {
    /** Event time, microseconds since the epoch. */
    long time;

    /** Offset of the record the row was made from. */
    long offset;

    byte[] buffer = new byte[0];
    int idStart;
    int idLength;
    int rowStart;
    int rowLength;

    /** How many rows lie before this position. */
    private long passed = -1;

    /** Event time, microseconds since the epoch. */
    public final long time() {
        return time;
    }

    /** The array that holds the id and the row. */
    public final byte[] buffer() {
        return buffer;
    }

    /** Where the event's id begins in {@link #buffer}. */
    public final int idStart() {
        return idStart;
    }

    public final int idLength() {
        return idLength;
    }

    /** Where the row begins in {@link #buffer}. */
    public final int rowStart() {
        return rowStart;
    }

    public final int rowLength() {
        return rowLength;
    }

    /** Moves to the next row; false at the end. */
    final boolean next() {
        passed++;
        return advance();
    }

    /** How many rows lie before the one at hand, or in all at the end; at least one call of {@link #next} must have been made. */
    public final long passed() {
        return passed;
    }

    /** Takes the fields of the next row; false at the end. */
    abstract boolean advance();

    /** Takes the fields of the row entry that begins at {@code start}, and answers where the next one begins. */
    final int read(byte[] entries, int start) {
        buffer = entries;
        time = RowLog.longAt(entries, start);
        offset = RowLog.longAt(entries, start + RowLog.OFFSET);
        idLength = RowLog.intAt(entries, start + RowLog.ID_LENGTH);
        idStart = start + RowLog.ID;
        rowLength = RowLog.intAt(entries, idStart + idLength);
        rowStart = idStart + idLength + 4;
        return rowStart + rowLength;
    }

    final boolean sameEvent(RowCursor other) {
        return time == other.time && compareIds(other) == 0;
    }

    private int compareIds(RowCursor other) {
        return Arrays.compareUnsigned(
                buffer, idStart, idStart + idLength, other.buffer, other.idStart, other.idStart + other.idLength);
    }

    @Override
    public final int compareTo(RowCursor other) {
        int byTime = Long.compare(time, other.time);
        if (byTime != 0) {
            return byTime;
        }
        int byId = compareIds(other);
        return byId != 0 ? byId : Long.compare(offset, other.offset);
    }

    @Override
    public final boolean equals(Object other) {
        return this == other;
    }

    @Override
    public final int hashCode() {
        return System.identityHashCode(this);
    }
}
