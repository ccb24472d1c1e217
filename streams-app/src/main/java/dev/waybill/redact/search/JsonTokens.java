package dev.waybill.redact.search;

import dev.waybill.event.Ascii;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Steps through the scalars of JSON text, keys included, whatever its structure: so it sees everything that is written
 * there, even where brackets do not match.
 */
final class JsonTokens {
    private enum Kind {
        STRING,
        KEY,
        NUMBER,
        LITERAL
    }

    private static final byte[][] LITERALS = {
        "true".getBytes(StandardCharsets.US_ASCII),
        "false".getBytes(StandardCharsets.US_ASCII),
        "null".getBytes(StandardCharsets.US_ASCII)
    };
    private static final int UNICODE_DIGITS = 4;

    private final byte[] json;
    private final int end;
    private int at;
    private int start;
    private Kind kind = Kind.LITERAL;
    private boolean malformed;

    private byte[] text = {};
    private int textOffset;
    private int textLength;

    JsonTokens(byte[] json, int offset, int length) {
        this.json = json;
        this.at = offset;
        this.end = offset + length;
    }

    /** Moves to the next scalar; false at the end, and where the text is no JSON, see {@link #isMalformed}. */
    boolean next() {
        at = skip(at, b -> b == '{' || b == '}' || b == '[' || b == ']' || b == ',' || b == ':' || isSpace(b));
        if (at == end) {
            return false;
        }
        start = at;
        if (json[at] == '"') {
            return string();
        }
        at = skip(at, b -> Words.isAlphanumeric(b) || b == '-' || b == '+' || b == '.');
        hold(json, start, at - start);
        boolean literal = isLiteral();
        kind = literal ? Kind.LITERAL : Kind.NUMBER;
        malformed = !literal && !isValidNumber();
        return !malformed;
    }

    boolean isMalformed() {
        return malformed;
    }

    boolean isString() {
        return kind == Kind.STRING || kind == Kind.KEY;
    }

    boolean isKey() {
        return kind == Kind.KEY;
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    /** Where the scalar begins in the array, its quote included. */
    int start() {
        return start;
    }

    /** Where the scalar ends, its quote included. */
    int end() {
        return at;
    }

    /** The array that holds the scalar's value, without quotes and escapes. */
    byte[] text() {
        return text;
    }

    int textOffset() {
        return textOffset;
    }

    int textLength() {
        return textLength;
    }

    private void hold(byte[] array, int offset, int length) {
        text = array;
        textOffset = offset;
        textLength = length;
    }

    private boolean string() {
        int close = at + 1;
        boolean escaped = false;
        while (close < end && json[close] != '"') {
            escaped |= json[close] == '\\';
            close += json[close] == '\\' ? 2 : 1;
        }
        malformed = close >= end;
        if (malformed) {
            return false;
        }
        at = close + 1;
        hold(json, start + 1, close - start - 1);
        if (escaped && !unescape()) {
            malformed = true;
            return false;
        }
        int after = skip(at, JsonTokens::isSpace);
        kind = after < end && json[after] == ':' ? Kind.KEY : Kind.STRING;
        return true;
    }

    private int skip(int from, IntPredicate skipped) {
        int i = from;
        while (i < end && skipped.test(json[i])) {
            i++;
        }
        return i;
    }

    private boolean isLiteral() {
        for (byte[] literal : LITERALS) {
            if (Arrays.equals(json, start, at, literal, 0, literal.length)) {
                return true;
            }
        }
        return false;
    }

    /** RFC 8259, section 6, but for leading zeros. */
    private boolean isValidNumber() {
        int i = start;
        i += json[i] == '-' ? 1 : 0;
        int digits = skip(i, Ascii::isDigit);
        boolean valid = digits > i;
        if (digits < at && json[digits] == '.') {
            i = digits + 1;
            digits = skip(i, Ascii::isDigit);
            valid &= digits > i;
        }
        if (digits < at && (json[digits] | 0x20) == 'e') {
            i = digits + 1;
            i += i < at && (json[i] == '-' || json[i] == '+') ? 1 : 0;
            digits = skip(i, Ascii::isDigit);
            valid &= digits > i;
        }
        return valid && digits == at;
    }

    /** Replaces the text by what its escapes stand for; false if one of them is none. */
    private boolean unescape() {
        String raw = new String(text, textOffset, textLength, StandardCharsets.UTF_8);
        StringBuilder plain = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char escape = raw.charAt(++i);
            switch (escape) {
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case 'b' -> plain.append('\b');
                case 'f' -> plain.append('\f');
                case 'u' -> {
                    int character = unicode(raw, i + 1);
                    if (character < 0) {
                        return false;
                    }
                    plain.append((char) character);
                    i += UNICODE_DIGITS;
                }
                default -> plain.append(escape);
            }
        }
        byte[] bytes = plain.toString().getBytes(StandardCharsets.UTF_8);
        hold(bytes, 0, bytes.length);
        return true;
    }

    private static int unicode(String raw, int from) {
        int character = from + UNICODE_DIGITS <= raw.length() ? 0 : -1;
        for (int i = from; i < from + UNICODE_DIGITS && character >= 0; i++) {
            int digit = raw.charAt(i) < 0x80 ? Ascii.hexDigit(raw.charAt(i)) : -1;
            character = digit < 0 ? -1 : character << 4 | digit;
        }
        return character;
    }

    private static boolean isSpace(int b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }
}
