package dev.waybill.batch.rows;

/**
 * Rows of a run that are sorted: those one flush wrote to consecutive blocks, or those in memory. They are emitted from
 * first to last, so how many stand in finished parts is told by one number: blocks never change, and while the source is
 * read again the rows of memory that were emitted do not come back.
 */
public final class Piece {
    private int firstBlock;
    private int blocks;
    private long emitted;

    /** Rows in memory. */
    public Piece() {}

    /** Stored rows, of which the first {@code emitted} have been emitted. */
    public Piece(int firstBlock, int blocks, long emitted) {
        this.firstBlock = firstBlock;
        this.blocks = blocks;
        this.emitted = emitted;
    }

    /** Number of the first block within the run. */
    public int firstBlock() {
        return firstBlock;
    }

    /** Number of the block after the last one. */
    int endBlock() {
        return firstBlock + blocks;
    }

    /** How many blocks. */
    public int blocks() {
        return blocks;
    }

    /** How many of its rows, from the first on, stand in finished parts or were passed over as copies. */
    public long emitted() {
        return emitted;
    }

    /** So many of its rows have been emitted by now. */
    public void emittedThrough(long rows) {
        emitted = rows;
    }

    /** Its rows have been written to these blocks, in the same order. */
    void stored(int first, int count) {
        firstBlock = first;
        blocks = count;
    }
}
