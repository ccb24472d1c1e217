package dev.waybill.batch.rows;

import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/** Collects the bytes of one part, in chunks of the pool; used again for the next part. */
public final class PartBytes extends OutputStream {
    private final ChunkPool pool;
    private final Deque<byte[]> chunks = new ArrayDeque<>();
    /** Bytes in the last chunk. */
    private int usedOfLast = ChunkPool.CHUNK_SIZE;

    public PartBytes(ChunkPool pool) {
        this.pool = pool;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            if (usedOfLast == ChunkPool.CHUNK_SIZE) {
                chunks.addLast(pool.take(ChunkPool.CHUNK_SIZE));
                usedOfLast = 0;
            }
            int count = Math.min(end - from, ChunkPool.CHUNK_SIZE - usedOfLast);
            System.arraycopy(source, from, chunks.getLast(), usedOfLast, count);
            usedOfLast += count;
            from += count;
        }
    }

    /** Takes out all bytes, and gives the chunks back. */
    public byte[] take() {
        byte[] content = new byte[(chunks.size() - 1) * ChunkPool.CHUNK_SIZE + usedOfLast];
        for (int start = 0; !chunks.isEmpty(); start += ChunkPool.CHUNK_SIZE) {
            byte[] chunk = chunks.removeFirst();
            System.arraycopy(chunk, 0, content, start, Math.min(ChunkPool.CHUNK_SIZE, content.length - start));
            pool.give(chunk);
        }
        usedOfLast = ChunkPool.CHUNK_SIZE;
        return content;
    }
}
