package dev.waybill.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Rows held in memory in the order they were read. An entry is the event time (8 bytes, microseconds), the source offset
 * (8), the length of the event id (4), the id, the length of the row (4), and the row; all big-endian.
 */
final class RowLog {
    static final int ENTRY_OVERHEAD = 24;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] NO_BYTES = new byte[0];
    private static final int[] NO_STARTS = new int[0];

    private byte[] entries = NO_BYTES;
    private int length;
    private int[] starts = NO_STARTS;
    private int rows;

    static long longAt(byte[] bytes, int index) {
        return (long) LONG.get(bytes, index);
    }

    static int intAt(byte[] bytes, int index) {
        return (int) INT.get(bytes, index);
    }

    /** Bytes of the entry that begins at {@code start}. */
    static int entrySize(byte[] entries, int start) {
        int idLength = intAt(entries, start + 16);
        return ENTRY_OVERHEAD + idLength + intAt(entries, start + 20 + idLength);
    }

    /** Adds a row and answers how many bytes it takes. */
    int append(long time, long offset, byte[] id, int idStart, int idLength, byte[] row, int rowLength) {
        int size = ENTRY_OVERHEAD + idLength + rowLength;
        reserve(size);
        starts[rows++] = length;
        LONG.set(entries, length, time);
        LONG.set(entries, length + 8, offset);
        INT.set(entries, length + 16, idLength);
        System.arraycopy(id, idStart, entries, length + 20, idLength);
        INT.set(entries, length + 20 + idLength, rowLength);
        System.arraycopy(row, 0, entries, length + ENTRY_OVERHEAD + idLength, rowLength);
        length += size;
        return size;
    }

    int rows() {
        return rows;
    }

    /** Bytes of all entries. */
    int size() {
        return length;
    }

    byte[] entries() {
        return entries;
    }

    /** Where the entries begin, ordered by event time, id and offset. */
    int[] sortedStarts() {
        int[] sorted = Arrays.copyOf(starts, rows);
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
        for (int start : order) {
            long time = longAt(entries, start);
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
            packed[i] = (longAt(entries, order[i]) - min) << numberBits | i;
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
            long time = longAt(entries, order[from]);
            int to = from + 1;
            while (to < order.length && longAt(entries, order[to]) == time) {
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

    private int compare(int a, int b) {
        int byTime = Long.compare(longAt(entries, a), longAt(entries, b));
        if (byTime != 0) {
            return byTime;
        }
        int aId = a + 20;
        int bId = b + 20;
        int byId = Arrays.compareUnsigned(
                entries, aId, aId + intAt(entries, a + 16), entries, bId, bId + intAt(entries, b + 16));
        return byId != 0 ? byId : Long.compare(longAt(entries, a + 8), longAt(entries, b + 8));
    }

    private void reserve(int size) {
        if (length + size > entries.length) {
            int wanted = Math.addExact(length, size);
            entries = Arrays.copyOf(entries, (int)
                    Math.min(Integer.MAX_VALUE - 8, Math.max(wanted + (wanted >> 1), 512L)));
        }
        if (rows == starts.length) {
            starts = Arrays.copyOf(starts, Math.max(8, rows + (rows >> 1)));
        }
    }
}
