package dev.waybill.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Arrays that rows were in, for rows to come: the memory of rows lives just long enough to become a burden to garbage
 * collectors. Shared by all source partitions of the process, whatever their threads.
 */
final class ChunkPool {
    /** Size of the arrays that are kept. */
    static final int CHUNK_SIZE = 64 * 1024;

    private final LongSupplier room;
    private final Deque<byte[]> free = new ArrayDeque<>();

    /**
     * An empty pool.
     *
     * @param room how many bytes may be kept at the moment
     */
    ChunkPool(LongSupplier room) {
        this.room = room;
    }

    /** An array of {@link #CHUNK_SIZE}, with whatever in it. */
    synchronized byte[] take() {
        byte[] chunk = free.pollLast();
        return chunk != null ? chunk : new byte[CHUNK_SIZE];
    }

    /** Takes back an array that nobody reads any more; one of another size is left to the collector. */
    synchronized void give(byte[] chunk) {
        if (chunk.length == CHUNK_SIZE) {
            free.addLast(chunk);
            shrink();
        }
    }

    /** Leaves to the collector what there is no room for any more. */
    synchronized void shrink() {
        long most = Math.max(0, room.getAsLong()) / CHUNK_SIZE;
        while (free.size() > most) {
            free.removeLast();
        }
    }
}
