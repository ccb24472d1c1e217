package dev.waybill.verify.check;

/** A set of 128-bit hashes: 16 bytes each, and as much again while there is room to grow. Not for use by several threads. */
final class Fingerprints {
    private long[] words = new long[2048];
    private int size;

    /** Adds a hash; the one of zeros, which no SHA-256 begins with in practice, is not kept. */
    void add(long first, long second) {
        if (contains(first, second)) {
            return;
        }
        if ((first | second) == 0) {
            return;
        }
        put(words, first, second);
        size++;
        if (size * 3L > words.length) {
            long[] larger = new long[words.length * 2];
            for (int i = 0; i < words.length; i += 2) {
                if ((words[i] | words[i + 1]) != 0) {
                    put(larger, words[i], words[i + 1]);
                }
            }
            words = larger;
        }
    }

    boolean contains(long first, long second) {
        int slot = slot(words, first);
        while ((words[slot] | words[slot + 1]) != 0) {
            if (words[slot] == first && words[slot + 1] == second) {
                return true;
            }
            slot = (slot + 2) & (words.length - 1);
        }
        return false;
    }

    private static void put(long[] words, long first, long second) {
        int slot = slot(words, first);
        while ((words[slot] | words[slot + 1]) != 0) {
            slot = (slot + 2) & (words.length - 1);
        }
        words[slot] = first;
        words[slot + 1] = second;
    }

    private static int slot(long[] words, long first) {
        return ((int) first << 1) & (words.length - 1);
    }
}
