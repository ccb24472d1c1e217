package dev.waybill.redact.search;

import dev.waybill.event.Ascii;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where words begin and end. Letters and digits side by side are one word, with the marks that belong to them; everything
 * else separates. In scripts that write no spaces, or join particles to names as Korean does, every character stands for
 * itself, so that a value is found anywhere.
 */
final class Words {
    /** What a character does where it stands beside others. */
    enum Kind {
        SEPARATOR,
        /** A letter or digit of a script that writes spaces. */
        LETTER,
        /** A mark on a letter of its own script. */
        MARK,
        /** Of a script in which every character stands for itself. */
        ALONE,
        /** The second part of a character that stands for itself. */
        PART
    }

    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL,
            UnicodeScript.YI,
            UnicodeScript.NUSHU,
            UnicodeScript.TANGUT,
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
            UnicodeScript.TAI_VIET,
            UnicodeScript.AHOM);

    private static final int LAST_CYRILLIC = 0x52f;

    private Words() {}

    /** Whether the two characters, one after the other, belong to one word. */
    static boolean joined(Kind first, int before, Kind second, int after) {
        return switch (second) {
            case SEPARATOR, ALONE -> false;
            case PART -> true;
            case LETTER -> first == Kind.LETTER || first == Kind.MARK;
            case MARK ->
                (first == Kind.LETTER || first == Kind.MARK) && UnicodeScript.of(before) == UnicodeScript.of(after);
        };
    }

    /** Whether it joins the parts of a name; see {@link PartOfName}. */
    static boolean isJoint(int c) {
        return c == '-' || c == '_' || c == '.';
    }

    /** Whether names are made of it. */
    static boolean isInName(int c) {
        return isJoint(c) || kind(c) != Kind.SEPARATOR;
    }

    static boolean isAlphanumeric(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || Ascii.isDigit(c);
    }

    /** Whether it is a mark that letters of any script can have, such as an accent. */
    static boolean isSharedMark(int c) {
        int type = Character.getType(c);
        if (type != Character.NON_SPACING_MARK && type != Character.ENCLOSING_MARK) {
            return false;
        }
        UnicodeScript script = UnicodeScript.of(c);
        return script == UnicodeScript.INHERITED || script == UnicodeScript.COMMON;
    }

    /** Whether the order of such characters, one after the other, may be any. */
    static boolean isOrderless(int c) {
        return c >= 0x300 && Character.getType(c) == Character.NON_SPACING_MARK;
    }

    static Kind kind(int c) {
        if (c < 0x80) {
            return isAlphanumeric(c) ? Kind.LETTER : Kind.SEPARATOR;
        }
        if (c >= 0x3400 && c <= 0x9fff || c >= 0xac00 && c <= 0xd7a3) {
            return Kind.ALONE; // ideographs and syllables of Hangul, which are many
        }
        if (c >= 0x3099 && c <= 0x309a || c >= 0x1160 && c <= 0x11ff || c >= 0xd7b0 && c <= 0xd7fb) {
            return Kind.PART; // voiced kana; vowels and finals of decomposed Hangul
        }
        int type = Character.getType(c);
        boolean mark = type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
        if (!mark && !Character.isLetterOrDigit(c)) {
            return Kind.SEPARATOR;
        }
        if (!mark && c <= LAST_CYRILLIC) {
            return Kind.LETTER;
        }
        UnicodeScript script = UnicodeScript.of(c);
        boolean kana = c >= 0x3005 && c <= 0x30ff; // some of their signs belong to no script
        if (kana || WITHOUT_SPACES.contains(script)) {
            return Kind.ALONE;
        }
        return mark ? Kind.MARK : Kind.LETTER;
    }
}
