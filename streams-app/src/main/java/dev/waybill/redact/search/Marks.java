package dev.waybill.redact.search;

import java.util.Arrays;

/**
 * Brings marks that stand on one letter into one order, by code point; so marks that have no order among each other
 * (Unicode's canonical equivalence) are equal however they were written. Reused; confined to one thread.
 */
final class Marks {
    private static final int KEPT = 1 << 12;

    private final Taker taker;
    private int[] marks = {};
    private int[] sources = {};
    private int count;

    /** Takes the characters in their order. */
    interface Taker {
        void take(int character, int source);
    }

    Marks(Taker taker) {
        this.taker = taker;
    }

    /** Adds a character and where it comes from; marks wait for those after them. */
    void append(int character, int source) {
        if (!Words.isOrderless(character)) {
            flush();
            taker.take(character, source);
            return;
        }
        if (count == marks.length) {
            marks = Arrays.copyOf(marks, Math.max(8, count * 2));
            sources = Arrays.copyOf(sources, marks.length);
        }
        marks[count] = character;
        sources[count++] = source;
    }

    /** No mark waits any more. */
    void flush() {
        if (count > 0) {
            Arrays.sort(marks, 0, count);
            for (int i = 0; i < count; i++) {
                taker.take(marks[i], sources[i]);
            }
            count = 0;
        }
    }

    /** Lets go of memory that an unusual text needed. */
    void clear() {
        if (marks.length > KEPT) {
            marks = new int[0];
            sources = new int[0];
        }
    }
}
