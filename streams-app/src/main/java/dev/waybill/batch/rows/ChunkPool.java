package dev.waybill.batch.rows;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Keeps the arrays that rows were in, and gives them out again for new rows: rows live just long enough for their memory to
 * burden the garbage collector. Shared by all source partitions of the process, whatever their threads.
 */
public final class ChunkPool {
    static final int SMALLEST = 512;
    /** Size of the largest arrays that are kept. */
    public static final int CHUNK_SIZE = 64 * 1024;

    private final LongSupplier room;
    /** By size: {@link #SMALLEST}, and twice as much at each place. */
    private final List<Deque<byte[]>> free = IntStream.rangeClosed(0, place(CHUNK_SIZE))
            .<Deque<byte[]>>mapToObj(place -> new ArrayDeque<>())
            .toList();

    private long freeBytes;

    /**
     * An empty pool.
     *
     * @param room how many bytes may be kept at the moment
     */
    public ChunkPool(LongSupplier room) {
        this.room = room;
    }

    /** An array of at least this size, at most twice that, with whatever in it. */
    public synchronized byte[] take(int size) {
        if (size > CHUNK_SIZE) {
            return new byte[size];
        }
        int place = place(size);
        byte[] chunk = free.get(place).pollLast();
        if (chunk == null) {
            return new byte[SMALLEST << place];
        }
        freeBytes -= chunk.length;
        return chunk;
    }

    /** Takes back an array that nobody reads any more; one that is larger than {@link #CHUNK_SIZE} is left to the collector. */
    public synchronized void give(byte[] chunk) {
        if (chunk.length <= CHUNK_SIZE) {
            free.get(place(chunk.length)).addLast(chunk);
            freeBytes += chunk.length;
            shrink();
        }
    }

    /** Leaves to the collector what there is no room for any more, the largest first. */
    public synchronized void shrink() {
        long most = Math.max(0, room.getAsLong());
        for (int place = free.size() - 1; place >= 0 && freeBytes > most; place--) {
            Deque<byte[]> chunks = free.get(place);
            while (!chunks.isEmpty() && freeBytes > most) {
                freeBytes -= chunks.removeLast().length;
            }
        }
    }

    /** Where arrays stand that hold this many bytes. */
    private static int place(int size) {
        return size <= SMALLEST
                ? 0
                : Integer.numberOfLeadingZeros(SMALLEST - 1) - Integer.numberOfLeadingZeros(size - 1);
    }
}
