package dev.waybill.redact.search;

/** Remembers how the characters that were met last are folded; texts repeat few. Confined to one thread. */
final class RecentFolds {
    private static final int SLOTS = 1 << 8;

    private int[] characters = {};
    private String[] folds = {};

    /** The same as {@link Folding#fold}. */
    String of(int codePoint) {
        if (characters.length == 0) {
            characters = new int[SLOTS];
            folds = new String[SLOTS];
        }
        int slot = codePoint & SLOTS - 1;
        if (characters[slot] != codePoint) {
            folds[slot] = Folding.fold(codePoint);
            characters[slot] = codePoint;
        }
        return folds[slot];
    }
}
