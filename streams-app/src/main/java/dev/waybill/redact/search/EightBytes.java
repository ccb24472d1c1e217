package dev.waybill.redact.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Handles eight bytes of ASCII text at once, as a number whose lowest byte comes first. */
final class EightBytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long LOW_BITS = 0x7f * ONES;

    private EightBytes() {}

    /** Whether the text, which is ASCII, has this character twice in a row. */
    static boolean haveTwice(byte[] text, int begin, int end, char c) {
        long wanted = c * ONES;
        int at = begin;
        // Seven bytes further, so that the pair across two numbers is seen.
        for (; at + Long.BYTES <= end; at += Long.BYTES - 1) {
            long equal = equal((long) LONG.get(text, at), wanted);
            if ((equal & equal << Byte.SIZE) != 0) {
                return true;
            }
        }
        for (; at + 1 < end; at++) {
            if (text[at] == c && text[at + 1] == c) {
                return true;
            }
        }
        return false;
    }

    /** The high bits of the bytes that are equal; right only if all of {@code word} is ASCII. */
    private static long equal(long word, long wanted) {
        return ~((word ^ wanted) + LOW_BITS) & HIGH_BITS;
    }
}
