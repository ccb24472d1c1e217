package dev.waybill.wire.json;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import java.nio.charset.StandardCharsets;

/**
 * Holds text that is not in the input as it is: unescaped strings, and JSON that was built. Finished text is never
 * moved or overwritten, so events may keep slices of it; a full chunk is left to them and a new one is begun.
 */
public final class TextArena {
    private static final int CHUNK = 64 * 1024;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] chunk = new byte[CHUNK];
    /** Where the text under construction begins. */
    private int start;

    private int end;

    /** Begins a new text; an unfinished one is dropped. */
    public void begin() {
        end = start;
    }

    /** Sets {@code field} to the text since {@link #begin} and keeps it. */
    public void finish(Field field, Event into) {
        into.setText(field, chunk, start, end - start);
        start = end;
    }

    /** Length of the text since {@link #begin}. */
    int length() {
        return end - start;
    }

    /** The array that holds the text under construction now. */
    byte[] bytes() {
        return chunk;
    }

    /** Where in {@link #bytes} the text under construction begins. */
    int start() {
        return start;
    }

    /** Appends one byte to the text. */
    public void append(byte value) {
        reserve(1);
        chunk[end++] = value;
    }

    void append(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, chunk, end, length);
        end += length;
    }

    /** Appends a text of ASCII characters. */
    public void appendAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            append((byte) text.charAt(i));
        }
    }

    /** Appends UTF-16 as UTF-8; a lone surrogate becomes U+FFFD. */
    void append(char[] chars, int offset, int length) {
        reserve(3 * length);
        int last = offset + length;
        for (int i = offset; i < last; i++) {
            char c = chars[i];
            if (c < 0x80) {
                chunk[end++] = (byte) c;
            } else if (c < 0x800) {
                chunk[end++] = (byte) (0xC0 | c >> 6);
                chunk[end++] = (byte) (0x80 | c & 0x3F);
            } else if (Character.isHighSurrogate(c) && i + 1 < last && Character.isLowSurrogate(chars[i + 1])) {
                appendSupplementary(Character.toCodePoint(c, chars[++i]));
            } else {
                appendThree(Character.isSurrogate(c) ? '\uFFFD' : c);
            }
        }
    }

    /** Appends well-formed UTF-8 as a JSON string with its quotes; only what must be escaped is (RFC 8259). */
    public void appendJsonString(byte[] text, int offset, int length) {
        reserve(length + 2);
        append((byte) '"');
        int last = offset + length;
        for (int i = offset; i < last; i++) {
            byte b = text[i];
            if (b >= 0x20 && b != '"' && b != '\\' || b < 0) {
                append(b);
            } else {
                appendEscaped(b);
            }
        }
        append((byte) '"');
    }

    /** Takes back everything of the text under construction from {@code length} on. */
    void truncate(int length) {
        end = start + length;
    }

    private void appendEscaped(byte b) {
        append((byte) '\\');
        switch (b) {
            case '"', '\\' -> append(b);
            case '\b' -> append((byte) 'b');
            case '\t' -> append((byte) 't');
            case '\n' -> append((byte) 'n');
            case '\f' -> append((byte) 'f');
            case '\r' -> append((byte) 'r');
            default -> {
                appendAscii("u00");
                append(HEX[b >> 4]);
                append(HEX[b & 0xF]);
            }
        }
    }

    private void appendThree(char c) {
        chunk[end++] = (byte) (0xE0 | c >> 12);
        chunk[end++] = (byte) (0x80 | c >> 6 & 0x3F);
        chunk[end++] = (byte) (0x80 | c & 0x3F);
    }

    private void appendSupplementary(int codePoint) {
        chunk[end++] = (byte) (0xF0 | codePoint >> 18);
        chunk[end++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
        chunk[end++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
        chunk[end++] = (byte) (0x80 | codePoint & 0x3F);
    }

    private void reserve(int bytes) {
        if (chunk.length - end >= bytes) {
            return;
        }
        int length = length();
        byte[] next = new byte[Math.max(CHUNK, 2 * (length + bytes))];
        System.arraycopy(chunk, start, next, 0, length);
        chunk = next;
        start = 0;
        end = length;
    }
}
