package dev.waybill.redact.search;

import dev.waybill.event.Ascii;
import dev.waybill.event.Utf8;

/**
 * The escapes in which Apache and nginx log bytes of a request that are not printable, and what would end a value; and those
 * of characters in JSON that stands in other text.
 */
enum LogEscape {
    /** A byte, a character in UTF-16, and the backslash before what would end a value. */
    NUMBERS("\"\\", "\"\\"),
    /** Also those of a letter; apart, because a backslash before a word is not always one. */
    LETTERS("\"\\nrtbfv", "\"\\\n\r\t\b\f\u000b");

    private static final int BYTE = 4;
    private static final int UNIT = 6;

    private final String letters;
    private final String meaning;

    LogEscape(String letters, String meaning) {
        this.letters = letters;
        this.meaning = meaning;
    }

    /**
     * How many bytes the escape has that begins there; 1 if none does. A number counts also behind an escaped backslash, since
     * texts are escaped again on their way.
     */
    int size(byte[] text, int at, int end) {
        if (text[at] != '\\' || at + 1 == end) {
            return 1;
        }
        int number = numberSize(text, at, end);
        if (number > 0) {
            return number;
        }
        return letters.indexOf(text[at + 1]) < 0 || numberSize(text, at + 1, end) > 0 ? 1 : 2;
    }

    /** Writes what the escape of this size stands for, which is shorter, and returns how many bytes that are. */
    int decode(byte[] text, int at, int size, byte[] to) {
        if (size == 2) {
            to[0] = (byte) meaning.charAt(letters.indexOf(text[at + 1]));
            return 1;
        }
        if (size == BYTE) {
            to[0] = (byte) number(text, at + 2, 2);
            return 1;
        }
        int unit = number(text, at + 2, 4);
        return Utf8.write(
                size == UNIT ? unit : Character.toCodePoint((char) unit, (char) number(text, at + UNIT + 2, 4)), to, 0);
    }

    /** 0 if there is none, or half a character. */
    private static int numberSize(byte[] text, int at, int end) {
        if (isNumber(text, at, end, 'x', 2)) {
            return BYTE;
        }
        if (!isNumber(text, at, end, 'u', 4)) {
            return 0;
        }
        char unit = (char) number(text, at + 2, 4);
        if (!Character.isSurrogate(unit)) {
            return UNIT;
        }
        boolean pair = Character.isHighSurrogate(unit)
                && isNumber(text, at + UNIT, end, 'u', 4)
                && Character.isLowSurrogate((char) number(text, at + UNIT + 2, 4));
        return pair ? 2 * UNIT : 0;
    }

    private static boolean isNumber(byte[] text, int at, int end, char kind, int digits) {
        if (end - at < 2 + digits || text[at] != '\\' || text[at + 1] != kind) {
            return false;
        }
        for (int i = at + 2; i < at + 2 + digits; i++) {
            if (Ascii.hexDigit(text[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] text, int at, int digits) {
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            number = number << 4 | Ascii.hexDigit(text[i]);
        }
        return number;
    }
}
