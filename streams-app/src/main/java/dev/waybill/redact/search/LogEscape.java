package dev.waybill.redact.search;

import dev.waybill.event.Ascii;

/** The escapes in which Apache and nginx log bytes of a request that are not printable, and what would end a value. */
enum LogEscape {
    /** {@code \\xhh}, and the backslash before what would end a value. */
    BYTES("\"\\", "\"\\"),
    /** Also those of a letter; apart, because a backslash before a word is not always one. */
    LETTERS("\"\\nrtbfv", "\"\\\n\r\t\b\f\u000b");

    private static final int HEX = 4;

    private final String letters;
    private final String meaning;

    LogEscape(String letters, String meaning) {
        this.letters = letters;
        this.meaning = meaning;
    }

    /**
     * How many bytes the escape has that begins there; 1 if none does. A byte in hexadecimal digits counts also behind an
     * escaped backslash, since logs are escaped again on their way.
     */
    int size(byte[] text, int at, int end) {
        if (text[at] != '\\' || at + 1 == end) {
            return 1;
        }
        if (isHex(text, at, end)) {
            return HEX;
        }
        return letters.indexOf(text[at + 1]) < 0 || isHex(text, at + 1, end) ? 1 : 2;
    }

    private static boolean isHex(byte[] text, int at, int end) {
        return end - at >= HEX
                && text[at] == '\\'
                && text[at + 1] == 'x'
                && Ascii.hexDigit(text[at + 2]) >= 0
                && Ascii.hexDigit(text[at + 3]) >= 0;
    }

    /** The byte that the escape which begins there stands for. */
    byte decoded(byte[] text, int at) {
        return text[at + 1] == 'x'
                ? (byte) (Ascii.hexDigit(text[at + 2]) << 4 | Ascii.hexDigit(text[at + 3]))
                : (byte) meaning.charAt(letters.indexOf(text[at + 1]));
    }
}
