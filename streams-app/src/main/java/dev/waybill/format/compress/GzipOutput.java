package dev.waybill.format.compress;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;

/** One gzip member (RFC 1952) with neither time stamp nor name, and an operating system of "unknown". */
final class GzipOutput extends SizedOutput {
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int TRAILER_LENGTH = 8;

    private final CRC32 crc = new CRC32();
    private final DeflateCodec deflate = new DeflateCodec(this::emit);
    private long rawLength;

    GzipOutput(OutputStream out) throws IOException {
        super(out, NATIVE_CHUNK);
        emit(HEADER, 0, HEADER.length);
    }

    @Override
    public long worstCase(long raw) {
        return DeflateCodec.worstCase(raw) + TRAILER_LENGTH;
    }

    @Override
    void compress(byte[] bytes, int offset, int length) throws IOException {
        crc.update(bytes, offset, length);
        rawLength += length;
        deflate.compress(bytes, offset, length);
    }

    @Override
    void flushCodec() throws IOException {
        deflate.flush();
    }

    @Override
    void end() throws IOException {
        deflate.end();
        byte[] trailer = new byte[TRAILER_LENGTH];
        littleEndian(trailer, 0, crc.getValue());
        littleEndian(trailer, 4, rawLength);
        emit(trailer, 0, trailer.length);
        close();
    }

    @Override
    public void close() {
        deflate.close();
    }

    private static void littleEndian(byte[] target, int offset, long value) {
        for (int i = 0; i < 4; i++) {
            target[offset + i] = (byte) (value >>> 8 * i);
        }
    }
}
