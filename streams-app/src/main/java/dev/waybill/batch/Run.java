package dev.waybill.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive rows of a batch, cut by their raw size: the unit that is sealed and emitted. Its rows stand in blocks in
 * the store, in memory, or both.
 */
final class Run {
    /**
     * Blocks written by one flush, which together are sorted.
     *
     * @param firstBlock number of the first block within the run
     * @param blocks how many
     */
    record BlockGroup(int firstBlock, int blocks) {}

    private final int index;
    final List<BlockGroup> groups = new ArrayList<>();
    RowLog memory;
    /** Bytes of all row entries, stored or in memory. */
    long rawBytes;
    /** How many merged rows stand in parts already emitted, duplicates that were passed over included. */
    long emittedRows;

    Run(int index, RowLog memory) {
        this.index = index;
        this.memory = memory;
    }

    /** Its number within the batch. */
    int index() {
        return index;
    }

    int nextBlock() {
        return groups.isEmpty()
                ? 0
                : groups.get(groups.size() - 1).firstBlock()
                        + groups.get(groups.size() - 1).blocks();
    }

    boolean isEmpty() {
        return rawBytes == 0;
    }
}
