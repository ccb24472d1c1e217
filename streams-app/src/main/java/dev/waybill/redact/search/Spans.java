package dev.waybill.redact.search;

import java.util.Arrays;

/** What to hide: places in a text that do not overlap, in ascending order. Reused; confined to one thread. */
final class Spans {
    private int[] begins = new int[8];
    private int[] ends = new int[8];
    private int size;

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    int begin(int index) {
        return begins[index];
    }

    int end(int index) {
        return ends[index];
    }

    /** Adds a place that ends after all that were added before; those that it covers or touches become one with it. */
    void add(int begin, int end) {
        int from = begin;
        while (size > 0 && ends[size - 1] >= from) {
            from = Math.min(from, begins[--size]);
        }
        if (size == begins.length) {
            begins = Arrays.copyOf(begins, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        begins[size] = from;
        ends[size++] = end;
    }
}
