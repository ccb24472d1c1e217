package dev.waybill.format.escape;

import dev.waybill.format.row.RowBuffer;

/**
 * Copies a JSON text (RFC 8259) while checking it, without the space between its tokens and with everything escaped that
 * could break a line.
 */
public final class JsonCopier {
    private static final int MAX_DEPTH = 100;

    private final byte[] source;
    private final int end;
    private final RowBuffer out;
    private int position;

    public JsonCopier(byte[] source, int offset, int length, RowBuffer out) {
        this.source = source;
        this.position = offset;
        this.end = offset + length;
        this.out = out;
    }

    /** Whether it was JSON; if not, an unfinished copy is left in the buffer. */
    public boolean copy() {
        return value(0) && peek() < 0;
    }

    private boolean value(int depth) {
        if (depth > MAX_DEPTH) {
            return false;
        }
        return switch (peek()) {
            case '{' -> container('}', depth);
            case '[' -> container(']', depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        };
    }

    private boolean container(int close, int depth) {
        token();
        if (peek() == close) {
            return token();
        }
        while (true) {
            boolean key = close == ']' || peek() == '"' && string() && peek() == ':' && token();
            if (!key || !value(depth + 1)) {
                return false;
            }
            if (peek() == close) {
                return token();
            }
            if (peek() != ',') {
                return false;
            }
            token();
        }
    }

    private boolean string() {
        int start = ++position;
        while (position < end && source[position] != '"') {
            if (source[position] == '\\' && !escape()) {
                return false;
            }
            position++;
        }
        if (position >= end) {
            return false;
        }
        out.put('"');
        JsonInnerEscape.INSTANCE.put(source, start, position - start, out);
        out.put('"');
        position++;
        return true;
    }

    /** Moves to the last character of an escape. */
    private boolean escape() {
        position++;
        if (position >= end) {
            return false;
        }
        if (source[position] != 'u') {
            return "\"\\/bfnrt".indexOf(source[position]) >= 0;
        }
        for (int i = 0; i < 4; i++) {
            position++;
            if (position >= end || Character.digit(source[position], 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (position >= end || source[position] != word.charAt(i)) {
                return false;
            }
            token();
        }
        return true;
    }

    private boolean number() {
        if (position < end && source[position] == '-') {
            token();
        }
        boolean zero = position < end && source[position] == '0';
        int digits = digits();
        if (digits == 0 || zero && digits > 1) {
            return false;
        }
        if (position < end && source[position] == '.') {
            token();
            if (digits() == 0) {
                return false;
            }
        }
        if (position < end && (source[position] | 0x20) == 'e') {
            token();
            if (position < end && (source[position] == '+' || source[position] == '-')) {
                token();
            }
            return digits() > 0;
        }
        return true;
    }

    private int digits() {
        int start = position;
        while (position < end && source[position] >= '0' && source[position] <= '9') {
            token();
        }
        return position - start;
    }

    /** The next byte that is not space, -1 at the end. */
    private int peek() {
        while (position < end && " \t\r\n".indexOf(source[position]) >= 0) {
            position++;
        }
        return position < end ? source[position] & 0xFF : -1;
    }

    /** Copies one byte; always true. */
    private boolean token() {
        out.put(source[position++]);
        return true;
    }

    /** For text that is escaped already: quotes and backslashes stay. */
    private static final class JsonInnerEscape extends Escape {
        private static final JsonInnerEscape INSTANCE = new JsonInnerEscape();

        private JsonInnerEscape() {
            super("");
        }

        @Override
        void escape(int codePoint, RowBuffer out) {
            unicodeEscape(codePoint, out);
        }
    }
}
