package dev.waybill.format.compress;

import java.io.IOException;
import java.io.OutputStream;

/** An output that compresses nothing, so that the bound of its size is the size. */
final class PlainOutput extends SizedOutput {
    PlainOutput(OutputStream out) {
        super(out, 0);
    }

    @Override
    public long worstCase(long raw) {
        return raw;
    }

    @Override
    void compress(byte[] bytes, int offset, int length) throws IOException {
        emit(bytes, offset, length);
    }

    @Override
    void flushCodec() {}

    @Override
    void end() {}

    @Override
    public void close() {}
}
