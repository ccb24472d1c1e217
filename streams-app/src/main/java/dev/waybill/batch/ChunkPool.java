package dev.waybill.batch;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Arrays that rows were in, for rows to come: the memory of rows lives just long enough to become a burden to garbage
 * collectors. Keeps at most as much as may usefully wait; confined to one thread.
 */
final class ChunkPool {
    /** Size of the arrays that are kept. */
    static final int CHUNK_SIZE = 64 * 1024;

    private static final int MAX_CHUNKS = 256;

    private final Deque<byte[]> free = new ArrayDeque<>();

    /** An array of {@link #CHUNK_SIZE}, with whatever in it. */
    byte[] take() {
        byte[] chunk = free.pollLast();
        return chunk != null ? chunk : new byte[CHUNK_SIZE];
    }

    /** Takes back an array that nobody reads any more; one of another size is left to the collector. */
    void give(byte[] chunk) {
        if (chunk.length == CHUNK_SIZE && free.size() < MAX_CHUNKS) {
            free.addLast(chunk);
        }
    }
}
