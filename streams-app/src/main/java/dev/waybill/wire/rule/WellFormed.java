package dev.waybill.wire.rule;

import dev.waybill.event.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Tells whether bytes are well-formed UTF-8, and repairs them where they are not. */
public final class WellFormed {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private WellFormed() {}

    /** Whether the slice is well-formed: no stray, missing or overlong bytes, no surrogates, nothing above U+10FFFF. */
    public static boolean isValid(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = endOfAscii(bytes, offset, end);
        while (at < end) {
            if (bytes[at] >= 0) {
                at = endOfAscii(bytes, at, end);
            } else {
                int size = Utf8.length(bytes, at, end);
                if (size == 0) {
                    return false;
                }
                at += size;
            }
        }
        return true;
    }

    /** The slice with U+FFFD in place of whatever is not well-formed. */
    public static byte[] repaired(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }

    private static int endOfAscii(byte[] bytes, int from, int end) {
        int at = from;
        while (at + Long.BYTES <= end && ((long) LONGS.get(bytes, at) & HIGH_BITS) == 0) {
            at += Long.BYTES;
        }
        int rest = end - at;
        if (rest < Long.BYTES && at + Long.BYTES <= bytes.length) {
            // Reads over the end, and ignores what it read there.
            long high = (long) LONGS.get(bytes, at) & HIGH_BITS & ~(-1L << rest * Byte.SIZE);
            return at + Math.min(rest, Long.numberOfTrailingZeros(high) / Byte.SIZE);
        }
        while (at < end && bytes[at] >= 0) {
            at++;
        }
        return at;
    }
}
