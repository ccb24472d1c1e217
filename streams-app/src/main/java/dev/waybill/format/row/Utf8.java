package dev.waybill.format.row;

import java.util.function.IntConsumer;

/** Reads UTF-8 (RFC 3629) from bytes that may be anything. */
public final class Utf8 {
    private Utf8() {}

    /** How many bytes the character beyond ASCII at {@code position} has; 0 if there is none that is valid. */
    public static int sequenceLength(byte[] source, int position, int end) {
        int first = source[position] & 0xFF;
        int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || length > end - position) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((source[position + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int codePoint = codePoint(source, position, length);
        boolean overlong = length == 3 && codePoint < 0x800 || length == 4 && codePoint < 0x10000;
        boolean surrogate = codePoint >= 0xD800 && codePoint < 0xE000;
        return overlong || surrogate || codePoint > 0x10FFFF ? 0 : length;
    }

    /** The character of {@code length} 2 to 4 bytes at {@code position}. */
    public static int codePoint(byte[] source, int position, int length) {
        int codePoint = source[position] & 0xFF >> length + 1;
        for (int i = 1; i < length; i++) {
            codePoint = codePoint << 6 | source[position + i] & 0x3F;
        }
        return codePoint;
    }

    /** Passes on the one to three bytes of a character below U+10000. */
    public static void forEachByte(int codePoint, IntConsumer consumer) {
        if (codePoint < 0x80) {
            consumer.accept(codePoint);
        } else if (codePoint < 0x800) {
            consumer.accept(0xC0 | codePoint >> 6);
            consumer.accept(0x80 | codePoint & 0x3F);
        } else {
            consumer.accept(0xE0 | codePoint >> 12);
            consumer.accept(0x80 | codePoint >> 6 & 0x3F);
            consumer.accept(0x80 | codePoint & 0x3F);
        }
    }

    /** Whether some reader could take this character for the end of a line, or it is a control character. */
    public static boolean breaksLines(int codePoint) {
        return codePoint < 0x20 || codePoint >= 0x7F && codePoint < 0xA0 || codePoint == 0x2028 || codePoint == 0x2029;
    }
}
