package dev.waybill.redact.search;

import dev.waybill.kind.redaction.PartOfName;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Finds many values in one pass over a text, whatever both hold (A. V. Aho and M. J. Corasick, "Efficient string matching",
 * CACM 18(6), 1975). A symbol is a byte of a {@link Reading} and whether a word begins before it, so that values are found
 * as whole words without a look back. Built once per event; confined to one thread. Never print it.
 */
final class Automaton {
    private static final int ROOT = 0;
    private static final int SYMBOL_BITS = 9;
    private static final int NODE_BITS = 27;
    private static final int NODE_MASK = (1 << NODE_BITS) - 1;
    private static final int INITIAL_NODES = 64;
    private static final int KEPT_NODES = 1 << 9;
    private static final int NONE = -1;
    /** Unknown to those who choose the texts, so that they cannot make entries collide. */
    private static final long SEED = new SplittableRandom().nextLong();

    private final PartOfName rule;
    private final Work work;

    /** Transitions by hash: parent and symbol in the upper bits, child in the lower ones; 0 is no transition. */
    private long[] table = new long[INITIAL_NODES * 2];

    private int[] parents = new int[INITIAL_NODES];
    private char[] symbols = new char[INITIAL_NODES];
    /** The node that stands for the longest proper suffix; before {@link #link}, the next node of the same depth. */
    private int[] suffixes = new int[INITIAL_NODES];
    /** The length of the longest value that ends at a node, in bytes; 0 if none does. */
    private int[] lengths = new int[INITIAL_NODES];
    /** The first node of each depth, of those that were added last. */
    private int[] deepest = new int[INITIAL_NODES];

    private int nodes = 1;
    private int depths;

    Automaton(PartOfName rule, Work work) {
        this.rule = rule;
        this.work = work;
    }

    void clear() {
        if (nodes > KEPT_NODES) {
            release();
        } else {
            Arrays.fill(table, 0);
        }
        nodes = 1;
        depths = 0;
    }

    /** Adds a value that is not empty; to be called before {@link #link}. */
    void add(Reading value) {
        int node = ROOT;
        int length = value.length();
        for (int i = 0; i < length; i++) {
            int symbol = symbol(value, i);
            int child = child(node, symbol);
            node = child == NONE ? addChild(node, symbol, i) : child;
        }
        lengths[node] = length;
        work.add(length);
    }

    /** Connects the nodes, once all values are added. */
    void link() {
        long steps = 0;
        for (int depth = 0; depth < depths; depth++) {
            for (int node = deepest[depth], next; node != ROOT; node = next) {
                next = suffixes[node];
                int suffix = ROOT;
                if (depth > 0) {
                    int candidate = suffixes[parents[node]];
                    suffix = child(candidate, symbols[node]);
                    while (suffix == NONE && candidate != ROOT) {
                        candidate = suffixes[candidate];
                        suffix = child(candidate, symbols[node]);
                        steps++;
                    }
                    suffix = Math.max(suffix, ROOT);
                }
                suffixes[node] = suffix;
                lengths[node] = Math.max(lengths[node], lengths[suffix]);
                steps++;
            }
        }
        work.add(steps);
    }

    /** Adds to {@code found} the places of the reading where a value stands as a whole word. */
    void find(Reading text, Spans found) {
        int node = ROOT;
        int length = text.length();
        long steps = length;
        for (int i = 0; i < length; i++) {
            int symbol = symbol(text, i);
            int next = child(node, symbol);
            while (next == NONE && node != ROOT) {
                node = suffixes[node];
                next = child(node, symbol);
                steps++;
            }
            node = Math.max(next, ROOT);
            if (lengths[node] > 0 && text.isEdge(i + 1, rule)) {
                found.add(i + 1 - lengths[node], i + 1);
            }
        }
        work.add(steps);
    }

    private int symbol(Reading text, int at) {
        return (text.at(at) & 0xff) << 1 | (text.isEdge(at, rule) ? 1 : 0);
    }

    private int child(int node, int symbol) {
        long key = (long) node << SYMBOL_BITS | symbol;
        for (int slot = slot(key); table[slot] != 0; slot = slot + 1 & table.length - 1) {
            if (table[slot] >>> NODE_BITS == key) {
                return (int) table[slot] & NODE_MASK;
            }
        }
        return NONE;
    }

    private int addChild(int node, int symbol, int depth) {
        if (nodes > NODE_MASK) {
            throw new IllegalStateException("more values than one event can have");
        }
        if (nodes == parents.length) {
            grow(nodes + (nodes >> 1));
        }
        if (nodes * 4L >= table.length * 3L) {
            rehash();
        }
        int child = nodes++;
        put((long) node << SYMBOL_BITS | symbol, child);
        parents[child] = node;
        symbols[child] = (char) symbol;
        lengths[child] = 0;
        if (depth == deepest.length) {
            deepest = Arrays.copyOf(deepest, depth * 2);
        }
        suffixes[child] = depth < depths ? deepest[depth] : ROOT;
        depths = Math.max(depths, depth + 1);
        deepest[depth] = child;
        return child;
    }

    private void put(long key, int child) {
        int slot = slot(key);
        while (table[slot] != 0) {
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = key << NODE_BITS | child;
    }

    private int slot(long key) {
        long mixed = (key ^ SEED) * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8_FEB8_6659_FD93L;
        return (int) (mixed >>> 32) & table.length - 1;
    }

    private void rehash() {
        long[] old = table;
        table = new long[old.length * 2];
        for (long entry : old) {
            if (entry != 0) {
                put(entry >>> NODE_BITS, (int) entry & NODE_MASK);
            }
        }
    }

    private void grow(int capacity) {
        parents = Arrays.copyOf(parents, capacity);
        symbols = Arrays.copyOf(symbols, capacity);
        suffixes = Arrays.copyOf(suffixes, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
    }

    private void release() {
        parents = new int[INITIAL_NODES];
        symbols = new char[INITIAL_NODES];
        suffixes = new int[INITIAL_NODES];
        lengths = new int[INITIAL_NODES];
        deepest = new int[INITIAL_NODES];
        table = new long[INITIAL_NODES * 2];
    }
}
