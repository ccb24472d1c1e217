package dev.waybill.batch;

import java.util.List;
import java.util.PriorityQueue;

/** Merges sorted sequences of rows into one. */
final class MergedRows {
    private final PriorityQueue<RowCursor> cursors = new PriorityQueue<>();

    private MergedRows(List<RowCursor> sources) {
        for (RowCursor source : sources) {
            if (source.advance()) {
                cursors.add(source);
            }
        }
    }

    static MergedRows of(List<RowCursor> sources) {
        return new MergedRows(sources);
    }

    /** Whether there is no row left. */
    boolean isEmpty() {
        return cursors.isEmpty();
    }

    /** The smallest row left; valid until {@link #remove}. There must be one. */
    RowCursor first() {
        return cursors.element();
    }

    /** Passes over the smallest row. */
    void remove() {
        if (cursors.size() == 1) {
            if (!cursors.element().advance()) {
                cursors.clear();
            }
            return;
        }
        RowCursor smallest = cursors.remove();
        if (smallest.advance()) {
            cursors.add(smallest);
        }
    }
}
