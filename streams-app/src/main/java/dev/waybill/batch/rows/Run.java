package dev.waybill.batch.rows;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.row.RowBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Consecutive rows of a batch, cut by their raw size: the unit that is emitted. Its rows stand in blocks in the store, in
 * memory, or both.
 */
public final class Run {
    /** {@link #lastOffset} of the run that is being filled. */
    static final long OPEN = Long.MAX_VALUE;

    private final int index;
    private final List<Piece> stored = new ArrayList<>(1);
    private RowLog memory;
    private Piece inMemory = new Piece();
    private long rawBytes;
    private long lastOffset = OPEN;
    private boolean emitting;

    /** A run without rows. */
    public Run(int index, RowLog memory) {
        this.index = index;
        this.memory = memory;
    }

    /** A run whose rows stand in the store. */
    public Run(int index, RowLog memory, List<Piece> stored, long rawBytes, long lastOffset) {
        this(index, memory);
        this.stored.addAll(stored);
        this.rawBytes = rawBytes;
        this.lastOffset = lastOffset;
    }

    /** Its number within the batch. */
    public int index() {
        return index;
    }

    /** The pieces that stand in the store, the first to be written first. */
    public List<Piece> stored() {
        return Collections.unmodifiableList(stored);
    }

    /** The rows that stand in memory. */
    public RowLog memory() {
        return memory;
    }

    /** What has been emitted of {@link #memory}. */
    public Piece inMemory() {
        return inMemory;
    }

    /** Bytes of all row entries, stored or in memory. */
    public long rawBytes() {
        return rawBytes;
    }

    /** Bytes of the row entries that stand in the store. */
    public long storedBytes() {
        return rawBytes - memory.size();
    }

    /** The offset up to which it takes rows, or {@link #OPEN}: kept where it was cut, whatever is read again. */
    public long lastOffset() {
        return lastOffset;
    }

    public boolean isOpen() {
        return lastOffset == OPEN;
    }

    /** It is full with the record at this offset. */
    public void cut(long offset) {
        lastOffset = offset;
    }

    /** Adds the row of an event, and answers how much more memory it takes up. */
    public long append(Event event, long offset, RowBuffer row) {
        Field id = event.type().eventId();
        long before = memory.memory();
        rawBytes += memory.append(
                event.occurredAtMicros(),
                offset,
                event.buffer(id),
                event.offset(id),
                event.length(id),
                row.array(),
                row.length());
        return memory.memory() - before;
    }

    public boolean isEmitting() {
        return emitting;
    }

    public void beginEmission() {
        emitting = true;
    }

    /** It was given up. */
    public void endEmission() {
        emitting = false;
    }

    /** The number of the block that is written next. */
    public int nextBlock() {
        return stored.isEmpty() ? 0 : stored.get(stored.size() - 1).endBlock();
    }

    public boolean isEmpty() {
        return stored.isEmpty() && memory.rows() == 0;
    }

    /** Rows that stand in memory only. */
    public long unsettledRows() {
        return memory.rows() - inMemory.emitted();
    }

    /** The rows of memory have been written to these blocks; {@code next} takes further ones. */
    public void moveToStore(int firstBlock, int blocks, RowLog next) {
        inMemory.stored(firstBlock, blocks);
        stored.add(inMemory);
        inMemory = new Piece();
        memory = next;
    }
}
