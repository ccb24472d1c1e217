package dev.waybill.batch.rows;

import dev.waybill.batch.store.BatchKey;
import dev.waybill.batch.store.BatchStore;
import dev.waybill.batch.store.StoreKeys;

/** The rows of consecutive blocks that one flush wrote, in sorted order; holds one decompressed block at a time. */
final class StoredRows extends RowCursor {
    private final BatchStore store;
    private final StoreKeys keys;
    private final Blocks blocks;
    private final BatchKey batch;
    private final int run;
    private final int endBlock;
    private int nextBlock;
    private byte[] entries = new byte[0];
    private int position;

    StoredRows(BatchStore store, StoreKeys keys, Blocks blocks, BatchKey batch, int run, Piece piece) {
        this.store = store;
        this.keys = keys;
        this.blocks = blocks;
        this.batch = batch;
        this.run = run;
        this.nextBlock = piece.firstBlock();
        this.endBlock = piece.endBlock();
    }

    @Override
    boolean advance() {
        if (position == entries.length) {
            if (nextBlock == endBlock) {
                return false;
            }
            byte[] stored = store.find(keys.block(batch, run, nextBlock));
            if (stored == null) {
                throw new IllegalStateException("block " + nextBlock + " of run " + run + " of " + batch.export()
                        + " window " + batch.window() + " is missing from the store");
            }
            entries = blocks.decompress(stored);
            position = 0;
            nextBlock++;
        }
        position = read(entries, position);
        return true;
    }
}
