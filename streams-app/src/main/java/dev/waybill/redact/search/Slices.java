package dev.waybill.redact.search;

import java.util.Arrays;

/**
 * A list of pieces of text, each with its {@link dev.waybill.event.Characters}. Reused; confined to one thread. Never
 * print it.
 */
final class Slices {
    private static final int INITIAL_SIZE = 8;

    private byte[][] texts = new byte[INITIAL_SIZE][];
    private int[] offsets = new int[INITIAL_SIZE];
    private int[] lengths = new int[INITIAL_SIZE];
    private long[] characters = new long[INITIAL_SIZE];
    /** What all pieces have. */
    private long shared = -1;

    private int size;

    void clear() {
        size = 0;
        shared = -1;
    }

    int size() {
        return size;
    }

    /** Adds a piece, which is kept, not copied. */
    void add(byte[] text, int offset, int length, long itsCharacters) {
        if (size == texts.length) {
            texts = Arrays.copyOf(texts, size * 2);
            offsets = Arrays.copyOf(offsets, size * 2);
            lengths = Arrays.copyOf(lengths, size * 2);
            characters = Arrays.copyOf(characters, size * 2);
        }
        texts[size] = text;
        offsets[size] = offset;
        lengths[size] = length;
        characters[size++] = itsCharacters;
        shared &= itsCharacters;
    }

    byte[] text(int index) {
        return texts[index];
    }

    int offset(int index) {
        return offsets[index];
    }

    int length(int index) {
        return lengths[index];
    }

    long characters(int index) {
        return characters[index];
    }

    /** Whether all characters of a piece may be among these; certain where there are at most {@code lookedAt} pieces. */
    boolean mayBeWithin(long others, int lookedAt) {
        return (shared & ~others) == 0 && (size > lookedAt || within(others, 0) < size);
    }

    /** The first piece from {@code from} on all of whose characters are among these; {@link #size} if there is none. */
    int within(long others, int from) {
        long missing = ~others;
        if ((shared & missing) != 0) {
            return size;
        }
        int index = from;
        while (index < size && (characters[index] & missing) != 0) {
            index++;
        }
        return index;
    }
}
