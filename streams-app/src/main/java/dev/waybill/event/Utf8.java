package dev.waybill.event;

import java.util.function.IntConsumer;

/** Reads and writes single characters as UTF-8 (RFC 3629), from bytes that may be anything. */
public final class Utf8 {
    private static final int MAX_LENGTH = 4;

    private Utf8() {}

    /** How many bytes the character at {@code at} has: 1 to 4, or 0 if there is none that is valid. */
    public static int length(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int length = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (length == 0 || length > end - at) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int codePoint = codePoint(bytes, at, length);
        boolean overlong = length == 3 && codePoint < 0x800 || length == 4 && codePoint < 0x10000;
        boolean surrogate = codePoint >= 0xD800 && codePoint < 0xE000;
        return overlong || surrogate || codePoint > 0x10FFFF ? 0 : length;
    }

    /** The character of {@code length} bytes at {@code at}; of one byte that is none, the character of Latin-1. */
    public static int codePoint(byte[] bytes, int at, int length) {
        if (length == 1) {
            return bytes[at] & 0xFF;
        }
        int codePoint = bytes[at] & 0xFF >> length + 1;
        for (int i = 1; i < length; i++) {
            codePoint = codePoint << 6 | bytes[at + i] & 0x3F;
        }
        return codePoint;
    }

    /** Writes a character; how many bytes it takes, at most four. */
    public static int write(int codePoint, byte[] target, int at) {
        if (codePoint < 0x80) {
            target[at] = (byte) codePoint;
            return 1;
        }
        int length = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : MAX_LENGTH;
        int rest = codePoint;
        for (int i = length - 1; i > 0; i--) {
            target[at + i] = (byte) (0x80 | rest & 0x3F);
            rest >>>= 6;
        }
        target[at] = (byte) (0xF00 >> length & 0xFF | rest);
        return length;
    }

    /** Passes on the bytes of a character, each as a number from 0 to 255. */
    public static void forEachByte(int codePoint, IntConsumer consumer) {
        byte[] bytes = new byte[MAX_LENGTH];
        int length = write(codePoint, bytes, 0);
        for (int i = 0; i < length; i++) {
            consumer.accept(bytes[i] & 0xFF);
        }
    }
}
