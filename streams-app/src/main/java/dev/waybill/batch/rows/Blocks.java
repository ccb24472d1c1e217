package dev.waybill.batch.rows;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;

/** How blocks of rows are held in the store: zstd at its fastest level, after the raw length (4 bytes, big-endian). */
final class Blocks {
    private static final int LEVEL = 1;

    private Blocks() {}

    static byte[] compress(byte[] entries, int length) {
        byte[] bound = new byte[4 + (int) Zstd.compressBound(length)];
        bound[0] = (byte) (length >>> 24);
        bound[1] = (byte) (length >>> 16);
        bound[2] = (byte) (length >>> 8);
        bound[3] = (byte) length;
        long size = Zstd.compressByteArray(bound, 4, bound.length - 4, entries, 0, length, LEVEL);
        return Arrays.copyOf(bound, 4 + (int) size);
    }

    static byte[] decompress(byte[] stored) {
        byte[] entries = new byte[RowLog.intAt(stored, 0)];
        long size;
        try {
            size = Zstd.decompressByteArray(entries, 0, entries.length, stored, 4, stored.length - 4);
        } catch (ZstdException e) {
            throw new IllegalStateException("a stored block is damaged: " + e.getMessage(), e);
        }
        if (size != entries.length) {
            throw new IllegalStateException(
                    "a stored block is damaged: " + size + " bytes instead of " + entries.length);
        }
        return entries;
    }
}
