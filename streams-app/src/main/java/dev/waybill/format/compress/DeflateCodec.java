package dev.waybill.format.compress;

import java.io.IOException;
import java.util.zip.Deflater;

/**
 * Deflates (RFC 1951) with the JDK's zlib at level 4 (ADR 11). Whatever needs deflate uses this class, since another
 * zlib, or another level, makes other bytes of the same content.
 */
public final class DeflateCodec implements AutoCloseable {
    /** Sizes and costs of the levels stand in ADR 11. */
    public static final int LEVEL = 4;

    private static final int OUTPUT_LENGTH = 16 * 1024;

    private final Deflater deflater = new Deflater(LEVEL, true);
    private final byte[] output = new byte[OUTPUT_LENGTH];
    private final Sink sink;

    /** Takes what comes out. */
    interface Sink {
        void emit(byte[] bytes, int offset, int length) throws IOException;
    }

    DeflateCodec(Sink sink) {
        this.sink = sink;
    }

    /**
     * Incompressible blocks are stored, at 5 bytes for 16 KiB; the constant holds the first block, the mark of a flush
     * and the empty last block.
     */
    static long worstCase(long raw) {
        return raw + (raw >> 10) + 24;
    }

    void compress(byte[] bytes, int offset, int length) throws IOException {
        deflater.setInput(bytes, offset, length);
        while (!deflater.needsInput()) {
            run(Deflater.NO_FLUSH);
        }
    }

    void flush() throws IOException {
        int count;
        do {
            count = run(Deflater.SYNC_FLUSH);
        } while (count == output.length);
    }

    void end() throws IOException {
        deflater.finish();
        while (!deflater.finished()) {
            run(Deflater.NO_FLUSH);
        }
    }

    private int run(int mode) throws IOException {
        int count = deflater.deflate(output, 0, output.length, mode);
        sink.emit(output, 0, count);
        return count;
    }

    @Override
    public void close() {
        deflater.end();
    }
}
