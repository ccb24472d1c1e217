package dev.waybill.format.compress;

import dev.waybill.kind.format.Compression;
import java.io.IOException;
import java.io.OutputStream;

/** A compressor with a gauge. Bytes are handed to a codec in native code in chunks, since calls of it are dear. */
public abstract class SizedOutput implements SizeGauge.Codec, AutoCloseable {
    /** For codecs in native code. */
    static final int NATIVE_CHUNK = 32 * 1024;

    private final OutputStream out;
    private final byte[] chunk;
    private int chunkLength;
    private final SizeGauge gauge = new SizeGauge(this);
    private long written;

    /** Bytes are handed on in chunks of this length; as they come if it is 0. */
    SizedOutput(OutputStream out, int chunkLength) {
        this.out = out;
        this.chunk = new byte[chunkLength];
    }

    /** Begins compressed output, which goes to {@code out}. */
    public static SizedOutput open(Compression compression, OutputStream out) throws IOException {
        return switch (compression) {
            case NONE -> new PlainOutput(out);
            case GZIP -> new GzipOutput(out);
            case ZSTD -> new ZstdOutput(out);
        };
    }

    public final void write(byte[] bytes, int offset, int length) throws IOException {
        gauge.add(length);
        if (length > chunk.length - chunkLength) {
            drain();
            if (length >= chunk.length) {
                compress(bytes, offset, length);
                return;
            }
        }
        System.arraycopy(bytes, offset, chunk, chunkLength, length);
        chunkLength += length;
    }

    /** As {@link SizeGauge#fits}. */
    public final boolean fits(long more, long target) throws IOException {
        return gauge.fits(more, target);
    }

    @Override
    public final void flush() throws IOException {
        drain();
        flushCodec();
    }

    public final void finish() throws IOException {
        drain();
        end();
    }

    /** How many bytes have come out; after {@link #finish} the size of the whole output. */
    @Override
    public final long written() {
        return written;
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

    abstract void compress(byte[] bytes, int offset, int length) throws IOException;

    /** Lets everything out that went in. */
    abstract void flushCodec() throws IOException;

    abstract void end() throws IOException;

    /** Frees native memory; harmless when repeated. */
    @Override
    public abstract void close();
}
