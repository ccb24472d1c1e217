package dev.waybill.format.compress;

import java.io.IOException;

/**
 * Knows an upper bound of the size that a compressor's finished output will have: what has come out, and the worst case
 * of what is still inside. When that bound passes the target, it lets the compressor flush to learn the true size.
 */
public final class SizeGauge {
    /** No more flushing once less than this share of the target is left; keeps the number of flushes small. */
    private static final int ROOM_WORTH_A_FLUSH_PERCENT = 3;

    private final Codec codec;
    /** What had come out when it was last known that nothing is left inside. */
    private long settled;
    /** Bytes that went in since then. */
    private long unsettled;

    /** What the gauge must know of a compressor. */
    public interface Codec {
        /** Bytes that have come out so far. */
        long written();

        /** The most that can come out from now to the end if {@code raw} bytes go in and at most one flush happens. */
        long worstCase(long raw);

        /** Lets everything out that went in. */
        void flush() throws IOException;
    }

    public SizeGauge(Codec codec) {
        this.codec = codec;
    }

    /** Notes that {@code raw} bytes went in. */
    public void add(long raw) {
        unsettled += raw;
    }

    /** Whether the finished output surely has at most {@code target} bytes when {@code more} go in before the end. */
    public boolean fits(long more, long target) throws IOException {
        if (bound(more) <= target) {
            return true;
        }
        if (unsettled == 0) {
            return false;
        }
        settle();
        boolean worthwhile = (target - bound(0)) * 100 >= target * ROOM_WORTH_A_FLUSH_PERCENT;
        return worthwhile && bound(more) <= target;
    }

    /** Lets the compressor flush, and notes what has come out. */
    public void settle() throws IOException {
        codec.flush();
        settled = codec.written();
        unsettled = 0;
    }

    private long bound(long more) {
        return settled + codec.worstCase(unsettled + more);
    }
}
