package dev.waybill.redact.search;

import dev.waybill.event.Ascii;
import dev.waybill.event.Utf8;
import java.util.Arrays;

/**
 * A text after some rounds of percent-decoding. Each of its bytes knows where in the field it comes from. Reused;
 * confined to one thread. Never print it.
 */
final class Layer {
    /** No place in a text. */
    static final int NOWHERE = Integer.MAX_VALUE;

    private static final int KEPT = 1 << 16;

    private byte[] own = {};
    private byte[] bytes = own;
    private int offset;
    private int length;
    /** Where each byte comes from, in ascending order; unused where the bytes are the field's own. */
    private int[] from = {};

    private boolean decoded;
    private int sourceLength;

    /** Becomes the field as it is. */
    void set(byte[] text, int begin, int size) {
        bytes = text;
        offset = begin;
        length = size;
        sourceLength = size;
        decoded = false;
    }

    int length() {
        return length;
    }

    byte at(int index) {
        return bytes[offset + index];
    }

    /** The first byte of the field that this one comes from; for the end, the field's end. */
    int from(int index) {
        return index == length ? sourceLength : decoded ? from[index] : index;
    }

    /** How many bytes the character at {@code index} has; 0 if none can be read. */
    int size(int index) {
        return Utf8.length(bytes, offset + index, offset + length);
    }

    int codePoint(int index, int size) {
        return Utf8.codePoint(bytes, offset + index, size);
    }

    /** Becomes {@code other} after one round of percent-decoding; false if there is nothing to decode. */
    boolean decode(Layer other) {
        int first = other.firstEscape();
        if (first == NOWHERE) {
            return false;
        }
        begin(other);
        for (int i = 0; i < other.length; i++) {
            if (i >= first && other.isEscape(i)) {
                int high = Ascii.hexDigit(other.at(i + 1));
                put((byte) (high << 4 | Ascii.hexDigit(other.at(i + 2))), other.from(i));
                i += 2;
            } else {
                put(other.at(i), other.from(i));
            }
        }
        return true;
    }

    /** Becomes {@code other} without such escapes; false if there are none. */
    boolean unescape(Layer other, LogEscape escape) {
        int first = other.firstBackslash();
        if (first == NOWHERE) {
            return false;
        }
        begin(other);
        byte[] character = new byte[4];
        int i = 0;
        while (i < other.length) {
            int size = i < first ? 1 : escape.size(other.bytes, other.offset + i, other.offset + other.length);
            character[0] = other.at(i);
            int bytes = size == 1 ? 1 : escape.decode(other.bytes, other.offset + i, size, character);
            for (int j = 0; j < bytes; j++) {
                put(character[j], other.from(i));
            }
            i += size;
        }
        return length < other.length;
    }

    /** Becomes {@code other} with the labels of hosts decoded that are in Punycode; false if there seem to be none. */
    boolean decodePunycode(Layer other) {
        if (!Punycode.standsIn(other.bytes, other.offset, other.offset + other.length)) {
            return false;
        }
        begin(other);
        byte[] utf8 = new byte[4];
        int at = 0;
        while (at < other.length) {
            int end = at;
            while (end < other.length && Punycode.isInLabel(other.at(end))) {
                end++;
            }
            int[] label = Punycode.startsAt(other.bytes, other.offset + at, other.offset + end)
                    ? Punycode.decoded(other.bytes, other.offset + at, other.offset + end)
                    : null;
            if (label != null) {
                for (int character : label) {
                    int size = Utf8.write(character, utf8, 0);
                    for (int i = 0; i < size; i++) {
                        put(utf8[i], other.from(at));
                    }
                }
                at = end;
            }
            int stop = Math.min(end + 1, other.length);
            while (at < stop) {
                put(other.at(at), other.from(at));
                at++;
            }
        }
        return true;
    }

    /** Where in the field the first escape stands that can be decoded, or {@link #NOWHERE}. */
    int firstEscapeFrom() {
        int first = firstEscape();
        return first == NOWHERE ? NOWHERE : from(first);
    }

    /** Whether a percent sign and two hexadecimal digits stand there. */
    boolean isEscape(int index) {
        return index + 2 < length
                && at(index) == '%'
                && Ascii.hexDigit(at(index + 1)) >= 0
                && Ascii.hexDigit(at(index + 2)) >= 0;
    }

    /** The bytes, as an array of their own. */
    byte[] toBytes() {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    /** Lets go of the field, and of memory that an unusually long one needed. */
    void clear() {
        if (own.length > KEPT) {
            own = new byte[0];
            from = new int[0];
        }
        bytes = own;
        length = 0;
    }

    private int firstBackslash() {
        for (int i = 0; i < length; i++) {
            if (at(i) == '\\') {
                return i;
            }
        }
        return NOWHERE;
    }

    private int firstEscape() {
        for (int i = 0; i < length; i++) {
            if (isEscape(i)) {
                return i;
            }
        }
        return NOWHERE;
    }

    private void begin(Layer other) {
        if (own.length < other.length) {
            own = new byte[other.length];
            from = new int[other.length];
        }
        bytes = own;
        offset = 0;
        length = 0;
        decoded = true;
        sourceLength = other.sourceLength;
    }

    private void put(byte b, int source) {
        if (length == own.length) {
            own = Arrays.copyOf(own, Math.max(64, length * 2));
            from = Arrays.copyOf(from, own.length);
            bytes = own;
        }
        from[length] = source;
        own[length++] = b;
    }
}
