package dev.waybill.redact;

import dev.waybill.event.Characters;
import java.util.Arrays;

/**
 * Plain values of which only the characters are known yet. Few texts have all the characters of a value; only for those
 * must it be folded and looked for. Confined to one thread. Never print it.
 */
final class PendingValues {
    /** A value with one of these has more than one form, or says nothing when it stands alone. */
    private static final long NOT_PLAIN = Characters.NON_ASCII
            | Characters.CONTROL
            | Characters.of('%')
            | Characters.of(':')
            | Characters.of(' ')
            | Characters.of('[');

    private static final int INITIAL_VALUES = 4;
    private static final long DOT = Characters.of('.');
    private static final long HYPHEN = Characters.of('-');

    private byte[][] texts = new byte[INITIAL_VALUES][];
    private int[] offsets = new int[INITIAL_VALUES];
    private int[] lengths = new int[INITIAL_VALUES];
    private long[] required = new long[INITIAL_VALUES];
    private int size;

    /** Takes the values that were pending. */
    interface Taker {
        void take(byte[] text, int begin, int end);
    }

    /** Whether a value of these characters can wait here. */
    static boolean canHold(long characters) {
        return (characters & NOT_PLAIN) == 0;
    }

    /** Whether the value may be an IPv4 address. */
    static boolean mayBeAddress(long characters) {
        return (characters & DOT) != 0;
    }

    void add(byte[] text, int offset, int length, long characters) {
        if (size == texts.length) {
            texts = Arrays.copyOf(texts, size * 2);
            offsets = Arrays.copyOf(offsets, size * 2);
            lengths = Arrays.copyOf(lengths, size * 2);
            required = Arrays.copyOf(required, size * 2);
        }
        texts[size] = text;
        offsets[size] = offset;
        lengths[size] = length;
        required[size++] = characters;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether a value, or an address with hyphens for its dots, may stand in a text of this length and these characters. */
    boolean mayStandIn(long characters, int length) {
        long missing = ~characters;
        for (int i = 0; i < size; i++) {
            long needed = required[i];
            if ((needed & missing) != 0 && (needed & DOT) != 0) {
                needed = needed & ~DOT | HYPHEN;
            }
            if ((needed & missing) == 0 && lengths[i] <= length) {
                return true;
            }
        }
        return false;
    }

    /** Hands all values over; none is pending then. */
    void takeAll(Taker taker) {
        for (int i = 0; i < size; i++) {
            taker.take(texts[i], offsets[i], offsets[i] + lengths[i]);
        }
        clear();
    }

    void clear() {
        size = 0;
    }
}
