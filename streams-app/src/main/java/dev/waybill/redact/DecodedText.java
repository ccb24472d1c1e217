package dev.waybill.redact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Text as code points, each of which knows the bytes of the field it came from, through any number of rounds of
 * percent-decoding.
 */
final class DecodedText {
    private static final int INVALID = -1;

    private int[] characters;
    private int[] from;
    private int[] to;
    private int length;
    /** Whether some bytes were not valid UTF-8; they count as Latin-1. */
    private boolean malformed;

    private DecodedText(int capacity) {
        this.characters = new int[capacity];
        this.from = new int[capacity];
        this.to = new int[capacity];
    }

    /** The text as it stands; offsets count from {@code offset}. */
    static DecodedText of(byte[] text, int offset, int length) {
        DecodedText result = new DecodedText(length);
        int[] starts = new int[length];
        int[] ends = new int[length];
        for (int i = 0; i < length; i++) {
            starts[i] = i;
            ends[i] = i + 1;
        }
        result.append(Arrays.copyOfRange(text, offset, offset + length), starts, ends, length);
        return result;
    }

    int length() {
        return length;
    }

    int at(int index) {
        return characters[index];
    }

    /** The first byte the character came from. */
    int from(int index) {
        return from[index];
    }

    /** The byte after the last one the character came from. */
    int to(int index) {
        return to[index];
    }

    boolean isMalformed() {
        return malformed;
    }

    /** Whether a percent sign stands where no escape begins. */
    boolean hasStrayPercent() {
        for (int i = 0; i < length; i++) {
            if (characters[i] == '%' && !isEscape(i)) {
                return true;
            }
        }
        return false;
    }

    /** The text after one round of percent-decoding; null if there is nothing to decode. */
    @Nullable
    DecodedText decoded() {
        int first = 0;
        while (first < length && !isEscape(first)) {
            first++;
        }
        if (first == length) {
            return null;
        }
        DecodedText result = new DecodedText(length);
        byte[] bytes = new byte[length / 3 + 1];
        int[] starts = new int[bytes.length];
        int[] ends = new int[bytes.length];
        int at = 0;
        while (at < length) {
            int count = 0;
            while (isEscape(at)) {
                bytes[count] = (byte) (hex(characters[at + 1]) << 4 | hex(characters[at + 2]));
                starts[count] = from[at];
                ends[count++] = to[at + 2];
                at += 3;
            }
            result.append(bytes, starts, ends, count);
            if (at < length) {
                result.put(characters[at], from[at], to[at]);
                at++;
            }
        }
        return result;
    }

    /** The text as a string, from one index to another. */
    String text(int start, int end) {
        return new String(characters, start, end - start);
    }

    private boolean isEscape(int at) {
        return at + 2 < length && characters[at] == '%' && hex(characters[at + 1]) >= 0 && hex(characters[at + 2]) >= 0;
    }

    private static int hex(int c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private void append(byte[] bytes, int[] starts, int[] ends, int count) {
        int at = 0;
        while (at < count) {
            int size = sequenceLength(bytes, at, count);
            if (size == INVALID) {
                malformed = true;
                put(bytes[at] & 0xff, starts[at], ends[at]);
                at++;
            } else {
                put(codePoint(bytes, at, size), starts[at], ends[at + size - 1]);
                at += size;
            }
        }
    }

    private void put(int character, int start, int end) {
        characters[length] = character;
        from[length] = start;
        to[length++] = end;
    }

    /** The length of the UTF-8 sequence at {@code at}, or -1 if it is none (RFC 3629: no overlong forms, surrogates). */
    private static int sequenceLength(byte[] bytes, int at, int count) {
        int lead = bytes[at] & 0xff;
        int size = lead < 0x80 ? 1 : lead < 0xc2 ? INVALID : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        if (size <= 1) {
            return size;
        }
        if (lead > 0xf4 || at + size > count) {
            return INVALID;
        }
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return INVALID;
            }
        }
        int value = codePoint(bytes, at, size);
        boolean valid = switch (size) {
            case 3 -> value >= 0x800 && (value < 0xd800 || value > 0xdfff);
            case 4 -> value >= 0x10000 && value <= 0x10ffff;
            default -> true;
        };
        return valid ? size : INVALID;
    }

    private static int codePoint(byte[] bytes, int at, int size) {
        if (size == 1) {
            return bytes[at];
        }
        int value = bytes[at] & (0xff >> (size + 1));
        for (int i = 1; i < size; i++) {
            value = value << 6 | bytes[at + i] & 0x3f;
        }
        return value;
    }
}
