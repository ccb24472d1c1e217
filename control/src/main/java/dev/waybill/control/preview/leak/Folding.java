package dev.waybill.control.preview.leak;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Texts in the one form that all their equal spellings have, by Unicode's own decompositions. */
final class Folding {
    private static final String APOSTROPHES = "\u2018\u2019\u02bc\u2032\u00b4`";
    private static final String HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad";
    /** Scripts that are written without spaces, and Hangul, where particles are joined to names. */
    private static final Set<UnicodeScript> WITHOUT_WORDS = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL,
            UnicodeScript.YI,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN,
            UnicodeScript.JAVANESE,
            UnicodeScript.BALINESE,
            UnicodeScript.TAI_LE,
            UnicodeScript.NEW_TAI_LUE,
            UnicodeScript.TAI_THAM,
            UnicodeScript.TAI_VIET);

    private Folding() {}

    /** Letters without case, accents and width, digits of any script as 0 to 9, one blank for white space, nothing unseen. */
    static String fold(String text) {
        if (isPlain(text)) {
            return blanks(text.toLowerCase(Locale.ROOT));
        }
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(decomposed.length());
        decomposed.codePoints().filter(c -> !isUnseen(c) && !isAccent(c)).forEach(c -> folded.appendCodePoint(one(c)));
        return blanks(lower(folded.toString()));
    }

    /** The same letters in lower case; {@code ß} is {@code ss}, and every {@code i} is one. */
    static String lower(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('\u03c2', '\u03c3');
    }

    /** White space of any kind and length as one blank; none at the ends. */
    static String blanks(String text) {
        StringBuilder with = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (!isBlank(c)) {
                with.appendCodePoint(c);
            } else if (with.length() > 0 && with.charAt(with.length() - 1) != ' ') {
                with.append(' ');
            }
        });
        return with.toString().stripTrailing();
    }

    /** Without what cannot be seen. */
    static String seen(String text) {
        StringBuilder seen = new StringBuilder(text.length());
        text.codePoints().filter(c -> !isUnseen(c)).forEach(seen::appendCodePoint);
        return seen.toString();
    }

    /** Whether two characters of a folded text, one after the other, belong to one word. */
    static boolean joins(int before, int after) {
        return isOfWord(before) && isOfWord(after);
    }

    private static boolean isOfWord(int c) {
        return (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK)
                && (c < 0x80 || !WITHOUT_WORDS.contains(UnicodeScript.of(c)));
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '`');
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    private static boolean isUnseen(int c) {
        int type = Character.getType(c);
        boolean selector = c >= 0xfe00 && c <= 0xfe0f || c >= 0xe0100 && c <= 0xe01ef;
        return type == Character.FORMAT || selector || type == Character.CONTROL && !isBlank(c);
    }

    /** A mark that letters of any script can have. Those that make another kana are none. */
    private static boolean isAccent(int c) {
        int type = Character.getType(c);
        return (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK)
                && UnicodeScript.of(c) == UnicodeScript.INHERITED
                && c != 0x3099
                && c != 0x309a;
    }

    private static int one(int c) {
        if (APOSTROPHES.indexOf(c) >= 0) {
            return '\'';
        }
        if (HYPHENS.indexOf(c) >= 0) {
            return '-';
        }
        return Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER ? '0' + Character.digit(c, 10) : c;
    }
}
