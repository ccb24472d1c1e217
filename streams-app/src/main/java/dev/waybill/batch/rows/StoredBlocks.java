package dev.waybill.batch.rows;

import dev.waybill.batch.store.BatchKey;
import dev.waybill.batch.store.BatchStore;
import dev.waybill.batch.store.StoreKeys;
import java.util.Arrays;

/** The rows of runs as the store holds them: sorted, in blocks. Confined to one thread; to be closed. */
public final class StoredBlocks implements AutoCloseable {
    /** A block is cut before it is larger than it should be, unless it has one row only. */
    private static final int SLACK = 64 * 1024;

    private final BatchStore store;
    private final StoreKeys keys;
    private final int blockSize;
    private final Blocks blocks = new Blocks();

    /**
     * Reads and writes blocks.
     *
     * @param blockSize of a block, raw bytes
     */
    public StoredBlocks(BatchStore store, StoreKeys keys, int blockSize) {
        this.store = store;
        this.keys = keys;
        this.blockSize = blockSize;
    }

    /** Writes all rows of the run that are in memory after its other blocks, and answers to how many. */
    public int write(BatchKey batch, Run run) {
        RowLog rows = run.memory();
        int first = run.nextBlock();
        int next = first;
        byte[] block = new byte[Math.min(rows.size(), blockSize + SLACK)];
        int length = 0;
        for (int position : rows.sortedPositions()) {
            byte[] chunk = rows.chunkOf(position);
            int start = RowLog.startOf(position);
            int size = RowLog.entrySize(chunk, start);
            if (length > 0 && length + size > blockSize) {
                store.put(keys.block(batch, run.index(), next++), blocks.compress(block, length));
                length = 0;
            }
            if (length + size > block.length) {
                block = Arrays.copyOf(block, length + size);
            }
            System.arraycopy(chunk, start, block, length, size);
            length += size;
        }
        store.put(keys.block(batch, run.index(), next++), blocks.compress(block, length));
        return next - first;
    }

    /** The rows of one piece of a run, in order. */
    public RowCursor read(BatchKey batch, Run run, Piece piece) {
        return new StoredRows(store, keys, blocks, batch, run.index(), piece);
    }

    /** Deletes all blocks of a run. */
    public void delete(BatchKey batch, Run run) {
        int end = run.nextBlock();
        for (int block = 0; block < end; block++) {
            store.delete(keys.block(batch, run.index(), block));
        }
    }

    /** Gives back memory that is not Java's. */
    @Override
    public void close() {
        blocks.close();
    }
}
