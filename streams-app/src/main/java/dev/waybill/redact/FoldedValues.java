package dev.waybill.redact;

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
    /** Only of values that were added as a string. */
    private int[] @Nullable [] characters = new int[INITIAL_VALUES][];

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
        int at = end(size - 1);
        reserve(at + end - begin);
        for (int i = begin; i < end; i++) {
            bytes[at++] = CaseFold.fold(ascii[i]);
        }
        commit(at, address, null);
    }

    /** Adds text that is not empty, unless it is there already. */
    void add(String text) {
        int[] folded = text.codePoints().map(CaseFold::fold).toArray();
        byte[] utf8 = new String(folded, 0, folded.length).getBytes(StandardCharsets.UTF_8);
        int at = end(size - 1);
        reserve(at + utf8.length);
        System.arraycopy(utf8, 0, bytes, at, utf8.length);
        commit(at + utf8.length, false, folded);
        nonAscii |= utf8.length != folded.length;
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
        int[] folded = characters[index];
        if (folded == null) {
            folded = new int[end(index) - begin(index)];
            for (int i = 0; i < folded.length; i++) {
                folded[i] = bytes[begin(index) + i];
            }
        }
        return new Secrets.Secret(folded, addresses[index]);
    }

    private void commit(int end, boolean address, int @Nullable [] folded) {
        int begin = end(size - 1);
        for (int i = 0; i < size; i++) {
            if (addresses[i] == address && Arrays.equals(bytes, begin(i), end(i), bytes, begin, end)) {
                return;
            }
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
            addresses = Arrays.copyOf(addresses, size * 2);
            characters = Arrays.copyOf(characters, size * 2);
        }
        ends[size] = end;
        addresses[size] = address;
        characters[size++] = folded;
    }

    private void reserve(int length) {
        if (bytes.length < length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length * 2));
        }
    }
}
