package dev.waybill.batch.rows;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How blocks of rows are held in the store: zstd at its fastest level, after the raw length (4 bytes, big-endian). Keeps its
 * compressors, since to begin one takes longer than a small block does; their memory is not Java's, so it is to be closed.
 * Confined to one thread.
 */
final class Blocks implements AutoCloseable {
    private static final int LEVEL = 1;

    private @Nullable ZstdCompressCtx compressor;
    private @Nullable ZstdDecompressCtx decompressor;
    private byte[] scratch = {};

    byte[] compress(byte[] entries, int length) {
        if (compressor == null) {
            compressor = new ZstdCompressCtx().setLevel(LEVEL);
        }
        int bound = Integer.BYTES + (int) Zstd.compressBound(length);
        if (scratch.length < bound) {
            scratch = new byte[bound];
        }
        RowLog.putInt(scratch, 0, length);
        int size = compressor.compressByteArray(
                scratch, Integer.BYTES, scratch.length - Integer.BYTES, entries, 0, length);
        return Arrays.copyOf(scratch, Integer.BYTES + size);
    }

    byte[] decompress(byte[] stored) {
        if (decompressor == null) {
            decompressor = new ZstdDecompressCtx();
        }
        byte[] entries = new byte[RowLog.intAt(stored, 0)];
        int size;
        try {
            size = decompressor.decompressByteArray(
                    entries, 0, entries.length, stored, Integer.BYTES, stored.length - Integer.BYTES);
        } catch (ZstdException e) {
            throw new IllegalStateException("a stored block is damaged: " + e.getMessage(), e);
        }
        if (size != entries.length) {
            throw new IllegalStateException(
                    "a stored block is damaged: " + size + " bytes instead of " + entries.length);
        }
        return entries;
    }

    /** Gives the memory back; it can be used again all the same. */
    @Override
    public void close() {
        if (compressor != null) {
            compressor.close();
            compressor = null;
        }
        if (decompressor != null) {
            decompressor.close();
            decompressor = null;
        }
    }
}
