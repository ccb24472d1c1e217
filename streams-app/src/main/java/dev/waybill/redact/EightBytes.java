package dev.waybill.redact;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Tests of text that take eight bytes at once, as a number whose lowest byte comes first. */
final class EightBytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long LOW_BITS = 0x7f * ONES;

    private EightBytes() {}

    /**
     * Whether all of the text is ASCII without percent signs, two hyphens in a row (as in Punycode) and {@code other}.
     * False may also mean that this cannot be told quickly.
     */
    static boolean areLiteral(byte[] text, int begin, int end, char other) {
        long others = other * ONES;
        int length = end - begin;
        if (length < Long.BYTES) {
            return length == 0
                    || begin + Long.BYTES <= text.length
                            && suspects(read(text, begin) & -1L >>> Long.SIZE - Byte.SIZE * length, others) == 0;
        }
        long found = 0;
        long hyphenBefore = 0;
        int last = end - Long.BYTES;
        for (int i = begin; i < last; i += Long.BYTES) {
            long word = read(text, i);
            found |= suspects(word, others) | hyphenBefore & equal(word, '-' * ONES);
            hyphenBefore = word >>> 56 == '-' ? 0x80 : 0;
        }
        // Overlaps the last but one, or is the only one. If it just follows, its first byte does so as well.
        long word = read(text, last);
        return (found | suspects(word, others) | hyphenAcross(text, begin, last)) == 0;
    }

    private static long hyphenAcross(byte[] text, int begin, int at) {
        return at > begin && text[at] == '-' && text[at - 1] == '-' ? 1 : 0;
    }

    private static long read(byte[] text, int at) {
        return (long) LONG.get(text, at);
    }

    private static long suspects(long word, long others) {
        long hyphens = equal(word, '-' * ONES);
        return word & HIGH_BITS | equal(word, '%' * ONES) | equal(word, others) | hyphens & hyphens << Byte.SIZE;
    }

    /** The high bits of the bytes that are equal; right only if all of {@code word} is ASCII. */
    private static long equal(long word, long wanted) {
        return ~((word ^ wanted) + LOW_BITS) & HIGH_BITS;
    }
}
