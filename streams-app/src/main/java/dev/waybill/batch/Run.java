package dev.waybill.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive rows of a batch, cut by their raw size: the unit that is emitted. Its rows stand in blocks in the store, in
 * memory, or both.
 */
final class Run {
    /** {@link #lastOffset} of the run that is being filled. */
    static final long OPEN = Long.MAX_VALUE;

    private final int index;
    final List<Piece> stored = new ArrayList<>(1);
    RowLog memory;
    /** What has been emitted of {@link #memory}. */
    Piece inMemory = new Piece();
    /** Bytes of all row entries, stored or in memory. */
    long rawBytes;
    /** The offset up to which it takes rows, or {@link #OPEN}: kept where it was cut, whatever is read again. */
    long lastOffset = OPEN;
    /** Whether it is being emitted. */
    boolean emitting;

    Run(int index, RowLog memory) {
        this.index = index;
        this.memory = memory;
    }

    /** Its number within the batch. */
    int index() {
        return index;
    }

    int nextBlock() {
        return stored.isEmpty() ? 0 : stored.get(stored.size() - 1).endBlock();
    }

    boolean isEmpty() {
        return stored.isEmpty() && memory.rows() == 0;
    }

    /** Rows that stand in memory only. */
    long unsettledRows() {
        return memory.rows() - inMemory.emitted;
    }

    /** The rows of memory have been written to these blocks; {@code next} takes further ones. */
    void stored(int firstBlock, int blocks, RowLog next) {
        inMemory.stored(firstBlock, blocks);
        stored.add(inMemory);
        inMemory = new Piece();
        memory = next;
    }
}
