package dev.waybill.batch.rows;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Rows held in memory in the order they were read. An entry is the event time (8 bytes, microseconds), the source offset
 * (8), the length of the event id (4), the id, the length of the row (4), and the row; all big-endian. Before it stands,
 * in memory only, how many exports took the record (4).
 */
public final class RowLog {
    private static final int ENTRY_OVERHEAD = 24;

    static final int OFFSET = 8;
    static final int ID_LENGTH = 16;
    static final int ID = 20;
    private static final int TAKERS_SIZE = Integer.BYTES;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    /** Entries do not straddle chunks; a position is the chunk's number and, in the low bits, the place within it. */
    private static final int CHUNK_BITS = 16;

    private static final int CHUNK_SIZE = ChunkPool.CHUNK_SIZE;

    private final ChunkPool pool;
    private byte[][] chunks = new byte[1][];
    private int usedChunks;
    /** The last chunk and its size: where thousands of these are written to in turn, each look elsewhere takes long. */
    private byte[] last = {};

    private int sizeOfLast;
    private int usedOfLast;
    private int length;
    private int[] positions = new int[4];
    private int rows;
    private long memory;

    public RowLog(ChunkPool pool) {
        this.pool = pool;
    }

    static long longAt(byte[] bytes, int index) {
        return (long) LONG.get(bytes, index);
    }

    static int intAt(byte[] bytes, int index) {
        return (int) INT.get(bytes, index);
    }

    static void putInt(byte[] bytes, int index, int value) {
        INT.set(bytes, index, value);
    }

    /** Bytes of the entry that begins at {@code start}. */
    static int entrySize(byte[] entries, int start) {
        int idLength = intAt(entries, start + ID_LENGTH);
        return ENTRY_OVERHEAD + idLength + intAt(entries, start + ID + idLength);
    }

    /** Adds a row and answers how many bytes it takes in memory. */
    public int append(long time, long offset, byte[] id, int idStart, int idLength, byte[] row, int rowLength) {
        int size = TAKERS_SIZE + ENTRY_OVERHEAD + idLength + rowLength;
        int start = reserve(size) + TAKERS_SIZE;
        byte[] chunk = last;
        INT.set(chunk, start - TAKERS_SIZE, 1);
        LONG.set(chunk, start, time);
        LONG.set(chunk, start + OFFSET, offset);
        INT.set(chunk, start + ID_LENGTH, idLength);
        System.arraycopy(id, idStart, chunk, start + ID, idLength);
        INT.set(chunk, start + ID + idLength, rowLength);
        System.arraycopy(row, 0, chunk, start + ENTRY_OVERHEAD + idLength, rowLength);
        if (rows == positions.length) {
            positions = Arrays.copyOf(positions, rows * 2);
            memory += (long) rows * Integer.BYTES;
        }
        positions[rows++] = (usedChunks - 1) << CHUNK_BITS | start;
        length += size;
        return size;
    }

    public int rows() {
        return rows;
    }

    /** The position of the row added last. */
    public int lastPosition() {
        return positions[rows - 1];
    }

    /** The positions of all rows in the order they were read. */
    public int[] positions() {
        return Arrays.copyOf(positions, rows);
    }

    public long offsetAt(int position) {
        return longAt(chunkOf(position), startOf(position) + OFFSET);
    }

    /** How many exports took the record that the row was made from: 1 unless {@link #setTakers} said otherwise. */
    public int takersAt(int position) {
        return intAt(chunkOf(position), startOf(position) - TAKERS_SIZE);
    }

    public void setTakers(int position, int takers) {
        INT.set(chunkOf(position), startOf(position) - TAKERS_SIZE, takers);
    }

    /** Bytes of all entries. */
    int size() {
        return length;
    }

    /** Bytes of the arrays that entries stand in, full or not, and of those that order them. */
    public long memory() {
        return memory;
    }

    /** The array that holds the entry at {@code position}. */
    byte[] chunkOf(int position) {
        return chunks[position >>> CHUNK_BITS];
    }

    /** Where the entry at {@code position} begins in {@link #chunkOf}. */
    static int startOf(int position) {
        return position & (CHUNK_SIZE - 1);
    }

    /** The positions of all entries, ordered by event time, id and offset. */
    int[] sortedPositions() {
        int[] sorted = Arrays.copyOf(positions, rows);
        if (!isSorted(sorted)) {
            sortByTime(sorted);
            sortTies(sorted);
        }
        return sorted;
    }

    private boolean isSorted(int[] order) {
        for (int i = 1; i < order.length; i++) {
            if (compare(order[i - 1], order[i]) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Sorts by time alone, as packed (time, number of the entry) longs where they fit; stable, so by offset as well. */
    private void sortByTime(int[] order) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int position : order) {
            long time = timeAt(position);
            min = Math.min(min, time);
            max = Math.max(max, time);
        }
        int numberBits = Integer.SIZE - Integer.numberOfLeadingZeros(order.length);
        if (max - min < 0 || Long.numberOfLeadingZeros(max - min) <= numberBits) {
            sortBoxed(order);
            return;
        }
        long[] packed = new long[order.length];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = (timeAt(order[i]) - min) << numberBits | i;
        }
        Arrays.sort(packed);
        int[] unsorted = order.clone();
        long mask = (1L << numberBits) - 1;
        for (int i = 0; i < packed.length; i++) {
            order[i] = unsorted[(int) (packed[i] & mask)];
        }
    }

    private void sortBoxed(int[] order) {
        Integer[] boxed = new Integer[order.length];
        Arrays.setAll(boxed, i -> order[i]);
        Arrays.sort(boxed, this::compare);
        Arrays.setAll(order, i -> boxed[i]);
    }

    /** Brings entries of equal time into the order of their ids. */
    private void sortTies(int[] order) {
        int from = 0;
        while (from < order.length) {
            long time = timeAt(order[from]);
            int to = from + 1;
            while (to < order.length && timeAt(order[to]) == time) {
                to++;
            }
            if (to - from > 1) {
                int[] ties = Arrays.copyOfRange(order, from, to);
                sortBoxed(ties);
                System.arraycopy(ties, 0, order, from, ties.length);
            }
            from = to;
        }
    }

    private long timeAt(int position) {
        return longAt(chunkOf(position), startOf(position));
    }

    private int compare(int a, int b) {
        byte[] aChunk = chunkOf(a);
        byte[] bChunk = chunkOf(b);
        int aStart = startOf(a);
        int bStart = startOf(b);
        int byTime = Long.compare(longAt(aChunk, aStart), longAt(bChunk, bStart));
        if (byTime != 0) {
            return byTime;
        }
        int aId = aStart + ID;
        int bId = bStart + ID;
        int byId = Arrays.compareUnsigned(
                aChunk,
                aId,
                aId + intAt(aChunk, aStart + ID_LENGTH),
                bChunk,
                bId,
                bId + intAt(bChunk, bStart + ID_LENGTH));
        return byId != 0 ? byId : Long.compare(longAt(aChunk, aStart + OFFSET), longAt(bChunk, bStart + OFFSET));
    }

    /** Makes room for an entry in the last chunk and answers where in it the entry begins. */
    private int reserve(int size) {
        if (usedOfLast + size > sizeOfLast) {
            addChunk(size);
        }
        int start = usedOfLast;
        usedOfLast += size;
        return start;
    }

    /** The first chunk is small, since many batches stay small; each is twice as large as the one before. */
    private void addChunk(int size) {
        int usual = Math.min(CHUNK_SIZE, Math.max(ChunkPool.SMALLEST, 2 * sizeOfLast));
        if (usedChunks == chunks.length) {
            chunks = Arrays.copyOf(chunks, usedChunks * 2);
        }
        last = pool.take(Math.max(size, usual));
        chunks[usedChunks++] = last;
        sizeOfLast = last.length;
        memory += sizeOfLast;
        usedOfLast = 0;
    }

    /** Gives the memory back; nobody may read from here any more. */
    public void release() {
        for (int i = 0; i < usedChunks; i++) {
            pool.give(chunks[i]);
        }
        chunks = new byte[0][];
        last = new byte[0];
    }
}
