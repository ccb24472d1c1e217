package dev.waybill.batch;

import dev.waybill.batch.rows.ChunkPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The memory that rows may take, arrays that are not full included; shared by all source partitions of the process. */
public final class MemoryBudget {
    /** Shares report in steps, so that threads do not meet on every row. */
    private static final int STEP = 64 * 1024;
    /** What is kept for convenience only may take this part of all. */
    private static final int SPARE = 8;

    private final long limit;
    private final AtomicLong reported = new AtomicLong();
    private final AtomicInteger shares = new AtomicInteger();
    /** Holds arrays for rows to come, as long as rows leave room for them. */
    private final ChunkPool chunks;

    private MemoryBudget(long limit) {
        this.limit = limit;
        this.chunks = new ChunkPool(() -> limit - reported.get());
    }

    /** A budget of this many bytes. */
    public static MemoryBudget of(long bytes) {
        return new MemoryBudget(bytes);
    }

    /** A quarter of the largest heap this JVM may have. */
    public static MemoryBudget quarterOfHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 4);
    }

    /** Bytes in use, exact to one step per source partition. */
    public long used() {
        return reported.get();
    }

    Share share() {
        shares.incrementAndGet();
        return new Share();
    }

    /** What one source partition uses of it; confined to one thread. */
    final class Share {
        private long used;
        private long unreported;

        private Share() {}

        void use(long bytes) {
            used += bytes;
            unreported += bytes;
            if (unreported >= STEP || unreported <= -STEP) {
                report();
            }
        }

        ChunkPool chunks() {
            return chunks;
        }

        boolean isExceeded() {
            return reported.get() + unreported > limit;
        }

        /** Whether so much could be used in a better way than for what is kept for convenience only. */
        boolean isMoreThanSpare(long bytes) {
            return bytes > limit / SPARE / shares.get();
        }

        void release() {
            shares.decrementAndGet();
            unreported -= used;
            used = 0;
            report();
        }

        private void report() {
            reported.addAndGet(unreported);
            unreported = 0;
            chunks.shrink();
        }
    }
}
