package dev.waybill.batch;

/** The rows of a {@link RowLog} in sorted order. */
final class MemoryRows extends RowCursor {
    private final RowLog rows;
    private final int[] positions;
    private int next;

    MemoryRows(RowLog rows) {
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
}
