package dev.waybill.format.escape;

import dev.waybill.event.Characters;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.event.Utf8;
import dev.waybill.format.row.RowBuffer;

/**
 * Copies UTF-8 text into a row so that it can end neither its line nor its field. Text without a byte that needs care
 * is copied as it is.
 *
 * <p>Subclasses say which ASCII characters they escape besides the control characters, and how. The C1 block, U+2028 and
 * U+2029 are always escaped, too.
 */
public abstract class Escape {
    private static final int REPLACEMENT = 0xFFFD;

    /** Per byte: whether it is copied without a second look. */
    private final boolean[] plain = new boolean[256];

    /** {@link Characters} of texts in which there may be a byte that is not plain. */
    private final long notPlain;

    /** Escapes control characters and these ASCII characters. */
    Escape(String special) {
        long careful = Characters.CONTROL | Characters.NON_ASCII;
        for (char c = 0x20; c < 0x7F; c++) {
            plain[c] = special.indexOf(c) < 0;
            careful |= plain[c] ? 0 : Characters.of(c);
        }
        notPlain = careful;
    }

    /** Whether the text of the field, if it has one, is copied as it is. */
    public final boolean copies(Event event, Field field) {
        return event.isNull(field) || (event.characters(field) & notPlain) == 0;
    }

    /** Puts the text of a field that is not null. */
    public final void put(Event event, Field field, RowBuffer out) {
        if (copies(event, field)) {
            out.put(event.buffer(field), event.offset(field), event.length(field));
        } else {
            put(event.buffer(field), event.offset(field), event.length(field), out);
        }
    }

    public final void put(byte[] source, int offset, int length, RowBuffer out) {
        int end = offset + length;
        int position = offset;
        while (position < end) {
            int run = position;
            while (run < end && plain[source[run] & 0xFF]) {
                run++;
            }
            out.put(source, position, run - position);
            position = run < end ? careful(source, run, end, out) : run;
        }
    }

    /** Puts the character that begins at {@code position} and returns where the next one begins. */
    private int careful(byte[] source, int position, int end, RowBuffer out) {
        int first = source[position];
        if (first >= 0) {
            int kept = kept(source, position, end);
            if (kept > 0) {
                out.put(source, position, kept);
            } else {
                escape(first, out);
            }
            return position + Math.max(kept, 1);
        }
        int length = Utf8.length(source, position, end);
        if (length == 0) {
            malformed(first & 0xFF, out);
            return position + 1;
        }
        int codePoint = Utf8.codePoint(source, position, length);
        if (breaksLines(codePoint)) {
            escape(codePoint, out);
        } else {
            nonAscii(source, position, length, out);
        }
        return position + length;
    }

    /** Whether some reader could take this character for the end of a line, or it is a control character. */
    private static boolean breaksLines(int codePoint) {
        return codePoint < 0x20 || codePoint >= 0x7F && codePoint < 0xA0 || codePoint == 0x2028 || codePoint == 0x2029;
    }

    /** How many bytes from {@code position} on, where a special character stands, are put as they are: none. */
    int kept(byte[] source, int position, int end) {
        return 0;
    }

    /** Puts a special or control character in a form that is printable. */
    abstract void escape(int codePoint, RowBuffer out);

    /** Puts a character beyond ASCII that is valid and harmless: as it is, unless overridden. */
    void nonAscii(byte[] source, int offset, int length, RowBuffer out) {
        out.put(source, offset, length);
    }

    /** Puts a byte that is not UTF-8: U+FFFD, unless overridden. */
    void malformed(int value, RowBuffer out) {
        out.character(REPLACEMENT);
    }

    /** Backslash, {@code u} and four hex digits; enough, since everything that is ever escaped is below U+10000. */
    static void unicodeEscape(int codePoint, RowBuffer out) {
        out.put('\\');
        out.put('u');
        hexByte(codePoint >> 8, out, "0123456789abcdef");
        hexByte(codePoint, out, "0123456789abcdef");
    }

    static void hexByte(int value, RowBuffer out, String digits) {
        out.put(digits.charAt(value >> 4 & 0xF));
        out.put(digits.charAt(value & 0xF));
    }
}
