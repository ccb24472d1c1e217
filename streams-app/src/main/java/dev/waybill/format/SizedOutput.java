package dev.waybill.format;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A compressor that always knows an upper bound of the size that its output will have. Bytes are handed to the codec in
 * chunks, since calls into native code are dear.
 */
abstract class SizedOutput implements AutoCloseable {
    private static final int CHUNK = 32 * 1024;
    /** No more flushing once less than this share of the part is left. */
    private static final int ROOM_WORTH_A_FLUSH_PERCENT = 3;

    private final OutputStream out;
    private final byte[] chunk = new byte[CHUNK];
    private int chunkLength;
    /** Bytes that have come out of the codec. */
    private long written;
    /** {@link #written} when it was last known that nothing is left inside. */
    private long settled;
    /** Bytes that went in since then. */
    private long unsettled;

    SizedOutput(OutputStream out) {
        this.out = out;
    }

    final void write(byte[] bytes, int offset, int length) throws IOException {
        unsettled += length;
        if (length > CHUNK - chunkLength) {
            drain();
            if (length >= CHUNK) {
                compress(bytes, offset, length);
                return;
            }
        }
        System.arraycopy(bytes, offset, chunk, chunkLength, length);
        chunkLength += length;
    }

    /**
     * Whether the finished output surely has at most {@code target} bytes when {@code more} bytes go in before the end.
     */
    final boolean fits(long more, long target) throws IOException {
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

    final void finish() throws IOException {
        drain();
        end();
    }

    /** How many bytes have come out; after {@link #finish} the size of the whole output. */
    final long written() {
        return written;
    }

    private long bound(long more) {
        return settled + worstCase(unsettled + more);
    }

    private void settle() throws IOException {
        drain();
        flush();
        settled = written;
        unsettled = 0;
    }

    private void drain() throws IOException {
        if (chunkLength > 0) {
            compress(chunk, 0, chunkLength);
            chunkLength = 0;
        }
    }

    /** Where the codec writes to. */
    final void emit(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        written += length;
    }

    /**
     * The most bytes that can come out from now to the end if {@code raw} bytes more go in and at most one {@link #flush}
     * happens.
     */
    abstract long worstCase(long raw);

    abstract void compress(byte[] bytes, int offset, int length) throws IOException;

    /** Lets everything out that went in. */
    abstract void flush() throws IOException;

    abstract void end() throws IOException;

    /** Frees native memory; harmless when repeated. */
    @Override
    public abstract void close();
}
