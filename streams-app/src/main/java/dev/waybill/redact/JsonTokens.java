package dev.waybill.redact;

import java.nio.charset.StandardCharsets;
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

    private final byte[] json;
    private final int end;
    private int at;
    private int start;
    private Kind kind = Kind.LITERAL;
    private boolean malformed;

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
        at = skip(at, b -> CaseFold.isAlphanumeric(b) || b == '-' || b == '+' || b == '.');
        String token = text();
        boolean literal = token.equals("true") || token.equals("false") || token.equals("null");
        kind = literal ? Kind.LITERAL : Kind.NUMBER;
        malformed = !literal && !token.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
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

    /** The scalar's value, without quotes and escapes. */
    String text() {
        if (json[start] != '"') {
            return new String(json, start, at - start, StandardCharsets.UTF_8);
        }
        String raw = new String(json, start + 1, at - start - 2, StandardCharsets.UTF_8);
        return raw.indexOf('\\') < 0 ? raw : unescaped(raw);
    }

    private boolean string() {
        int i = at + 1;
        while (i < end && json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        malformed = i >= end;
        if (malformed) {
            return false;
        }
        at = i + 1;
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

    private static boolean isSpace(int b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    private static String unescaped(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escape = raw.charAt(++i);
            switch (escape) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'u' -> {
                    text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> text.append(escape);
            }
        }
        return text.toString();
    }
}
