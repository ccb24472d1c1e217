package dev.waybill.redact.search;

/** Reads UTF-8 that may be broken: a byte that belongs to no valid sequence counts as one character of Latin-1. */
final class Utf8 {
    /** The size of what is no valid sequence. */
    static final int INVALID = -1;

    private Utf8() {}

    /** The length of the sequence at {@code at}, or {@link #INVALID} (RFC 3629: no overlong forms, no surrogates). */
    static int size(byte[] bytes, int at, int end) {
        int lead = bytes[at] & 0xff;
        int size = lead < 0x80 ? 1 : lead < 0xc2 ? INVALID : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (size <= 1) {
            return size;
        }
        if (lead > 0xf4 || at + size > end) {
            return INVALID;
        }
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return INVALID;
            }
        }
        int value = codePoint(bytes, at, size);
        boolean valid = switch (size) {
            case 3 -> value >= 0x800 && (value < 0xd800 || value > 0xdfff);
            case 4 -> value >= 0x10000 && value <= 0x10ffff;
            default -> true;
        };
        return valid ? size : INVALID;
    }

    /** The character of a sequence of this {@link #size}. */
    public static int codePoint(byte[] bytes, int at, int size) {
        if (size <= 1) {
            return bytes[at] & 0xff;
        }
        int value = bytes[at] & (0xff >> (size + 1));
        for (int i = 1; i < size; i++) {
            value = value << 6 | bytes[at + i] & 0x3f;
        }
        return value;
    }

    /** Writes a character; how many bytes it takes, at most four. */
    static int write(int codePoint, byte[] target, int at) {
        if (codePoint < 0x80) {
            target[at] = (byte) codePoint;
            return 1;
        }
        int size = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
        int rest = codePoint;
        for (int i = size - 1; i > 0; i--) {
            target[at + i] = (byte) (0x80 | rest & 0x3f);
            rest >>>= 6;
        }
        target[at] = (byte) (0xf00 >> size & 0xff | rest);
        return size;
    }
}
