package dev.waybill.format.compress;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** One zstd frame (RFC 8878), level 3, single-threaded, with a content checksum. */
final class ZstdOutput extends SizedOutput {
    private static final int LEVEL = 3;
    private static final int CHECKSUM_LENGTH = 4;
    private static final int MAX_FRAME_HEADER = 18;

    private final ZstdOutputStreamNoFinalizer zstd;
    private boolean open = true;

    ZstdOutput(OutputStream out) throws IOException {
        super(out, NATIVE_CHUNK);
        this.zstd = new ZstdOutputStreamNoFinalizer(new Emitter(), LEVEL);
        zstd.setChecksum(true);
        zstd.setCloseFrameOnFlush(false);
    }

    /** Incompressible blocks are stored, at 3 bytes for at least 8 KiB; the constant holds those of a flush and the end. */
    @Override
    public long worstCase(long raw) {
        return raw + (raw >> 10) + 16 + CHECKSUM_LENGTH + (written() == 0 ? MAX_FRAME_HEADER : 0);
    }

    @Override
    void compress(byte[] bytes, int offset, int length) throws IOException {
        zstd.write(bytes, offset, length);
    }

    @Override
    void flushCodec() throws IOException {
        zstd.flush();
    }

    @Override
    void end() throws IOException {
        open = false;
        zstd.close();
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            try {
                zstd.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close the zstd stream of a part that was given up", e);
            }
        }
    }

    /** The way out of the codec; leaves the stream below open. */
    private final class Emitter extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            emit(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            emit(bytes, offset, length);
        }
    }
}
