package dev.waybill.batch;

/** The rows of a {@link RowLog} in sorted order. */
final class MemoryRows extends RowCursor {
    private final byte[] entries;
    private final int[] starts;
    private int next;

    MemoryRows(RowLog rows) {
        this.entries = rows.entries();
        this.starts = rows.sortedStarts();
    }

    @Override
    boolean advance() {
        if (next == starts.length) {
            return false;
        }
        read(entries, starts[next++]);
        return true;
    }
}
