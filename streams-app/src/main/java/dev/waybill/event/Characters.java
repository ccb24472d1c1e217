package dev.waybill.event;

/**
 * Which characters a text holds, as a set of bits. Each letter, of either case, has one, each digit, and each ASCII character
 * that some format or search treats in a special way; the control characters share one, so do the other ASCII characters,
 * and all that is not ASCII. Found in one pass over the text, it answers without another look
 * whether the text needs escaping, and for most texts that another cannot stand in it.
 */
public final class Characters {
    /** The space and the plus sign, which stands for it in queries. */
    private static final int SPACE = 36;

    private static final String SPECIAL = "\"%,-./:[\\_='@&?;|<";
    private static final int OTHER = 61;

    /** U+0000 to U+001F and U+007F. */
    public static final long CONTROL = 1L << 62;
    /** Any byte above 0x7F. */
    public static final long NON_ASCII = 1L << 63;

    /** The letters of ASCII, of either case. */
    public static final long LETTERS = (1L << 26) - 1;
    /** The digits of ASCII. */
    public static final long DIGITS = (1L << SPACE) - 1 & ~LETTERS;

    private static final long[] BITS = new long[256];

    static {
        for (int b = 0; b < BITS.length; b++) {
            BITS[b] = bit(b);
        }
    }

    private Characters() {}

    /** The characters of a slice of UTF-8. */
    public static long of(byte[] text, int offset, int length) {
        long all = 0;
        for (int i = offset, end = offset + length; i < end; i++) {
            all |= BITS[text[i] & 0xFF];
        }
        return all;
    }

    /** The bit of an ASCII character; texts have it that hold this character or, for some, another one. */
    public static long of(char ascii) {
        return BITS[ascii];
    }

    private static long bit(int b) {
        if (b >= 0x80) {
            return NON_ASCII;
        }
        if (b < 0x20 || b == 0x7F) {
            return CONTROL;
        }
        return 1L << place((char) b);
    }

    private static int place(char c) {
        if (c >= '0' && c <= '9') {
            return 26 + c - '0';
        }
        char lower = Character.toLowerCase(c);
        if (lower >= 'a' && lower <= 'z') {
            return lower - 'a';
        }
        if (c == ' ' || c == '+') {
            return SPACE;
        }
        int special = SPECIAL.indexOf(c);
        return special < 0 ? OTHER : SPACE + 1 + special;
    }
}
