package dev.waybill.redact.search;

import dev.waybill.event.Characters;
import dev.waybill.event.Utf8;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Makes characters comparable: what a reader takes for the same becomes the same. Upper and lower case are one, a letter
 * with accents and without, a character and its compatibility form (Unicode NFKD: full width, ligatures, letters in
 * circles), a digit and that of another script, an apostrophe or hyphen and the typographic one, and white space of any kind and the plus sign that stands for a blank; what cannot be
 * seen is nothing. Each character is folded by itself, so that the work for a text grows with its length only.
 */
final class Folding {
    /** What many names are written in: Latin, Greek, Cyrillic, Hebrew, Arabic. */
    private static final int TABLE_END = 0x600;
    /** Characters that stand for more letters than this are words of their own, and would make texts many times longer. */
    private static final int MAX_LETTERS = 4;

    private static final int IDEOGRAPHIC_FULL_STOP = 0x3002;
    /** What the hyphen that does not break is, too. */
    private static final int HYPHEN = 0x2010;

    /** What word processors write for an apostrophe, and the letter that stands for it. */
    private static final int LEFT_QUOTE = 0x2018;

    private static final int RIGHT_QUOTE = 0x2019;
    private static final int APOSTROPHE = 0x2bc;
    private static final int VOICED_MARK = 0x3099;
    private static final int SEMI_VOICED_MARK = 0x309a;

    /** White space that Unicode does not take apart into a blank. */
    private static final int NEXT_LINE = 0x85;

    private static final int OGHAM_SPACE = 0x1680;
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    private static final byte[] ASCII = ascii();
    private static final String[] TABLE = new String[TABLE_END];
    private static final long[] CHARACTERS = new long[TABLE_END];

    static {
        for (int c = 0; c < TABLE_END; c++) {
            TABLE[c] = computed(c);
            CHARACTERS[c] = charactersOf(c, TABLE[c]);
        }
    }

    private Folding() {}

    /** Whether it is white space. */
    static boolean isBlank(int codePoint) {
        return codePoint != '+' && fold(codePoint).equals(" ") && Words.kind(codePoint) == Words.Kind.SEPARATOR;
    }

    /** Folds an ASCII byte; others stay as they are. */
    static byte ascii(byte b) {
        return ASCII[b & 0xff];
    }

    /** Folds a character, to several or none. */
    static String fold(int codePoint) {
        if (codePoint < TABLE_END) {
            return TABLE[codePoint];
        }
        return isIdeograph(codePoint) ? Character.toString(codePoint) : computed(codePoint);
    }

    /** The {@link Characters} of a text once it is folded, and whether any is not ASCII before or after. */
    static long characters(byte[] text, int offset, int length) {
        long all = 0;
        int end = offset + length;
        int at = offset;
        while (at < end) {
            int size = Math.max(1, Utf8.length(text, at, end));
            int c = Utf8.codePoint(text, at, size);
            if (c < TABLE_END) {
                all |= CHARACTERS[c];
            } else {
                all |= isIdeograph(c) ? Characters.NON_ASCII : charactersOf(c, computed(c));
            }
            at += size;
        }
        return all;
    }

    /** Unified ideographs, the most frequent characters that look like nothing else. */
    private static boolean isIdeograph(int c) {
        return c >= 0x3400 && c <= 0x9fff && (c <= 0x4dbf || c >= 0x4e00);
    }

    private static long charactersOf(int codePoint, String folded) {
        long all = codePoint < 0x80 ? 0 : Characters.NON_ASCII;
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            all |= c < 0x80 ? Characters.of(c) : Characters.NON_ASCII;
        }
        return all;
    }

    private static String computed(int codePoint) {
        if (codePoint < 0x80) {
            return Character.toString(ASCII[codePoint]);
        }
        String plain = decomposed(Character.toString(codePoint));
        if (plain.codePointCount(0, plain.length()) > MAX_LETTERS) {
            return Character.toString(codePoint);
        }
        StringBuilder visible = new StringBuilder();
        // There and back again: the capital sharp s has a small letter, which has two capital ones.
        String cased = plain.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        decomposed(cased)
                .codePoints()
                .filter(c -> !isInvisible(c) && !isAccent(c))
                .map(Folding::plain)
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }

    private static String decomposed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD);
    }

    private static int plain(int c) {
        int digit = Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER ? Character.digit(c, 10) : -1;
        if (digit >= 0) {
            return '0' + digit;
        }
        return switch (c) {
            case IDEOGRAPHIC_FULL_STOP -> '.';
            case HYPHEN -> '-';
            case NEXT_LINE, OGHAM_SPACE, LINE_SEPARATOR, PARAGRAPH_SEPARATOR -> ' ';
            case LEFT_QUOTE, RIGHT_QUOTE, APOSTROPHE -> '\'';
            default -> c < 0x80 ? ASCII[c] : c;
        };
    }

    /** Format controls, and the fillers of Hangul. */
    private static boolean isInvisible(int c) {
        return Character.getType(c) == Character.FORMAT || c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0;
    }

    /** A mark that letters of any script can have. Those of kana make another letter. */
    private static boolean isAccent(int c) {
        return Words.isSharedMark(c) && c != VOICED_MARK && c != SEMI_VOICED_MARK;
    }

    private static byte[] ascii() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            boolean blank = i == '+' || i >= '\t' && i <= '\r' || i >= 0x1c && i <= 0x1f;
            bytes[i] = (byte) (i >= 'A' && i <= 'Z' ? i + 32 : blank ? ' ' : i);
        }
        return bytes;
    }
}
