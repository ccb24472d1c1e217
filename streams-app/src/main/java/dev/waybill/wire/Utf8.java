package dev.waybill.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Checks and repairs of UTF-8 (RFC 3629) in place. */
final class Utf8 {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** Whether the slice is well-formed: no stray, missing or overlong bytes, no surrogates, nothing above U+10FFFF. */
    static boolean isValid(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int at = endOfAscii(bytes, offset, end);
        while (at < end) {
            if (bytes[at] >= 0) {
                at = endOfAscii(bytes, at, end);
            } else {
                int size = sequence(bytes, at, end);
                if (size == 0) {
                    return false;
                }
                at += size;
            }
        }
        return true;
    }

    /** The slice with U+FFFD in place of whatever is not well-formed. */
    static byte[] repaired(byte[] bytes, int offset, int length) {
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

    /** Length of the well-formed multi-byte sequence at {@code at}; 0 if there is none. */
    private static int sequence(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xFF;
        int size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || at + size > end) {
            return 0;
        }
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xFF;
        boolean overlong = lead == 0xE0 && second < 0xA0 || lead == 0xF0 && second < 0x90;
        boolean surrogate = lead == 0xED && second >= 0xA0;
        boolean tooHigh = lead == 0xF4 && second >= 0x90;
        return overlong || surrogate || tooHigh ? 0 : size;
    }
}
