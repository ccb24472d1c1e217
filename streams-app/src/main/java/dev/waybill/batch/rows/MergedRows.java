package dev.waybill.batch.rows;

import java.util.PriorityQueue;

/** Merges sorted sequences of rows into one. */
public final class MergedRows {
    private final PriorityQueue<RowCursor> cursors = new PriorityQueue<>();

    /** Adds a sequence, without its first {@code skipped} rows. */
    public void add(RowCursor source, long skipped) {
        boolean more = source.next();
        while (more && source.passed() < skipped) {
            more = source.next();
        }
        if (more) {
            cursors.add(source);
        }
    }

    /** Whether there is no row left. */
    public boolean isEmpty() {
        return cursors.isEmpty();
    }

    /** The smallest row left; valid until {@link #remove}. There must be one. */
    public RowCursor first() {
        return cursors.element();
    }

    /** Passes over the smallest row. */
    public void remove() {
        if (cursors.size() == 1) {
            if (!cursors.element().next()) {
                cursors.clear();
            }
            return;
        }
        RowCursor smallest = cursors.remove();
        if (smallest.next()) {
            cursors.add(smallest);
        }
    }
}
