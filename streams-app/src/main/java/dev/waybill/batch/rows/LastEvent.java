package dev.waybill.batch.rows;

/** A copy of the time and id of the row that was kept last. */
public final class LastEvent {
    private final Copy copy = new Copy();
    private boolean kept;

    /** Keeps the time and id of this row. */
    public void keep(RowCursor row) {
        copy.take(row);
        kept = true;
    }

    /** Whether the row is of the same event as the one that was kept. */
    public boolean isSame(RowCursor row) {
        return kept && copy.sameEvent(row);
    }

    private static final class Copy extends RowCursor {
        void take(RowCursor row) {
            if (buffer.length < row.idLength) {
                buffer = new byte[row.idLength * 2];
            }
            System.arraycopy(row.buffer, row.idStart, buffer, 0, row.idLength);
            idLength = row.idLength;
            time = row.time;
        }

        @Override
        boolean advance() {
            throw new AssertionError("a single row");
        }
    }
}
