package dev.waybill.redact;

import dev.waybill.event.Characters;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Different values, folded, one after the other in an array that is reused. Confined to one thread. Never print it. */
final class FoldedValues {
    private static final int INITIAL_VALUES = 8;

    private byte[] bytes = new byte[256];
    /** Where each value ends; it begins where the one before ends. */
    private int[] ends = new int[INITIAL_VALUES];

    private boolean[] addresses = new boolean[INITIAL_VALUES];
    /** What a text must have that holds the value, see {@link Characters}. */
    private long[] required = new long[INITIAL_VALUES];
    /** Only of values that were added as a string. */
    private int[] @Nullable [] codePoints = new int[INITIAL_VALUES][];

    private int size;
    private boolean nonAscii;

    void clear() {
        size = 0;
        nonAscii = false;
    }

    int size() {
        return size;
    }

    boolean haveNonAscii() {
        return nonAscii;
    }

    /** Adds a slice of ASCII bytes that is not empty, unless it is there already. */
    void add(byte[] ascii, int begin, int end, boolean address) {
        int start = end(size - 1);
        int length = end - begin;
        reserve(start + length);
        for (int i = 0; i < length; i++) {
            bytes[start + i] = CaseFold.fold(ascii[begin + i]);
        }
        commit(start + length, address, null, Characters.of(ascii, begin, length));
    }

    /** Adds text that is not empty, unless it is there already. */
    void add(String text) {
        int[] folded = text.codePoints().map(CaseFold::fold).toArray();
        byte[] utf8 = new String(folded, 0, folded.length).getBytes(StandardCharsets.UTF_8);
        int at = end(size - 1);
        reserve(at + utf8.length);
        System.arraycopy(utf8, 0, bytes, at, utf8.length);
        boolean ascii = utf8.length == folded.length;
        commit(at + utf8.length, false, folded, ascii ? Characters.of(utf8, 0, utf8.length) : requiredOf(utf8));
        nonAscii |= !ascii;
    }

    /** Text outside ASCII has many forms; only with an inert character all of them are outside ASCII. */
    private static long requiredOf(byte[] utf8) {
        for (int i = 0; i < utf8.length; i++) {
            if (utf8[i] < 0 && InertText.length(utf8, i, utf8.length) > 0) {
                return Characters.NON_ASCII;
            }
        }
        return 0;
    }

    /** Whether a value that is not ASCII may stand, in some form, in a text of these characters. */
    boolean mayHoldNonAscii(long characters) {
        if (nonAscii) {
            for (int i = 0; i < size; i++) {
                if ((required[i] & ~Characters.NON_ASCII) == 0 && (required[i] & ~characters) == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a value may stand, letter by letter, in a text of this length and these characters. */
    boolean mayHold(long characters, int length) {
        long[] all = required;
        long missing = ~characters;
        for (int i = 0; i < size; i++) {
            if ((all[i] & missing) == 0 && end(i) - begin(i) <= length) {
                return true;
            }
        }
        return false;
    }

    byte[] array() {
        return bytes;
    }

    int begin(int index) {
        return end(index - 1);
    }

    int end(int index) {
        return index < 0 ? 0 : ends[index];
    }

    Secrets.Secret secret(int index) {
        int[] folded = codePoints[index];
        if (folded == null) {
            folded = new int[end(index) - begin(index)];
            for (int i = 0; i < folded.length; i++) {
                folded[i] = bytes[begin(index) + i];
            }
        }
        return new Secrets.Secret(folded, addresses[index]);
    }

    private void commit(int end, boolean address, int @Nullable [] folded, long characters) {
        int begin = end(size - 1);
        for (int i = 0; i < size; i++) {
            // An address is found wherever the same text that is none is found.
            if (required[i] == characters
                    && (addresses[i] || !address)
                    && Arrays.equals(bytes, begin(i), end(i), bytes, begin, end)) {
                return;
            }
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
            addresses = Arrays.copyOf(addresses, size * 2);
            required = Arrays.copyOf(required, size * 2);
            codePoints = Arrays.copyOf(codePoints, size * 2);
        }
        ends[size] = end;
        addresses[size] = address;
        required[size] = characters;
        codePoints[size++] = folded;
    }

    private void reserve(int length) {
        if (bytes.length < length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length * 2));
        }
    }
}
