package dev.waybill.imports;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Unpacks a file of one or more members, and says in words of ours when it cannot. */
final class UnpackedStream extends InputStream {
    private final InputStream in;
    private final boolean isPacked;

    /** Of a file as it is stored; plain, gzip or zstd. */
    UnpackedStream(BufferedInputStream stored) throws IOException {
        FileKind kind = FileKind.of(stored);
        isPacked = kind == FileKind.GZIP || kind == FileKind.ZSTD;
        try {
            in = switch (kind) {
                // The JDK's stream takes a second member that is damaged for the end of the file.
                case GZIP ->
                    GzipCompressorInputStream.builder()
                            .setInputStream(stored)
                            .setDecompressConcatenated(true)
                            .get();
                case ZSTD -> new ZstdInputStream(stored);
                default -> stored;
            };
        } catch (IOException e) {
            throw described(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return in.read(into, offset, length);
        } catch (IOException e) {
            throw described(e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private IOException described(IOException e) {
        if (!isPacked) {
            return e;
        }
        boolean cutOff =
                e instanceof EOFException || String.valueOf(e.getMessage()).contains("runcated");
        return new LogException(
                (cutOff ? "it is cut off" : "it is damaged") + ", so nothing of it was published; copy it again", e);
    }
}
