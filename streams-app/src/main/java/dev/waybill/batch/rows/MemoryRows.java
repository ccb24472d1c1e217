package dev.waybill.batch.rows;

import java.util.Arrays;

/** The rows of a {@link RowLog} in sorted order. */
public final class MemoryRows extends RowCursor {
    private final RowLog rows;
    private final int[] positions;
    private int next;

    public MemoryRows(RowLog rows) {
        this.rows = rows;
        this.positions = rows.sortedPositions();
    }

    @Override
    boolean advance() {
        if (next == positions.length) {
            return false;
        }
        int position = positions[next++];
        read(rows.chunkOf(position), RowLog.startOf(position));
        return true;
    }

    /** Positions of some rows, in the order of the log: in sorted order, those from {@code from} on and before {@code to}. */
    public int[] inLogOrder(long from, long to) {
        int[] some = Arrays.copyOfRange(positions, (int) from, (int) to);
        Arrays.sort(some);
        return some;
    }
}
