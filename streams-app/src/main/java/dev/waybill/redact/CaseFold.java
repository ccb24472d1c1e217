package dev.waybill.redact;

/** Makes texts comparable: upper and lower case are one, and so are the space and the plus sign that stands for it. */
final class CaseFold {
    private static final byte[] BYTES = bytes();

    private CaseFold() {}

    /** Folds an ASCII byte; others stay as they are. */
    static byte fold(byte b) {
        return BYTES[b & 0xff];
    }

    /** Folds a code point. */
    static int fold(int codePoint) {
        return codePoint < 0x80 ? BYTES[codePoint] : Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    /** Whether the code point can be part of a word; all others separate words. The dot is decided elsewhere. */
    static boolean isWord(int codePoint) {
        if (codePoint < 0x80) {
            return isAlphanumeric(codePoint) || codePoint == '-' || codePoint == '_' || codePoint == '.';
        }
        int type = Character.getType(codePoint);
        return Character.isLetterOrDigit(codePoint)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    static boolean isAlphanumeric(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c);
    }

    /** Whether an IPv6 address can hold it. */
    static boolean isAddressCharacter(int c) {
        return c == ':' || c == '.' || isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Whether the ASCII byte is one of those that {@link String#strip} removes. */
    static boolean isSpace(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r' || b >= 0x1c && b <= 0x1f;
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i >= 'A' && i <= 'Z' ? i + 32 : i == '+' ? ' ' : i);
        }
        return bytes;
    }
}
