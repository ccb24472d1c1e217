package dev.waybill.redact.search;

/** Remembers how the characters that were met last look; texts repeat few. Confined to one thread. */
final class RecentLooks {
    private static final int SLOTS = 1 << 8;

    private int[] characters = {};
    private String[] looks = {};

    /** The same as {@link Folding#looks}. */
    String of(int codePoint) {
        if (characters.length == 0) {
            characters = new int[SLOTS];
            looks = new String[SLOTS];
        }
        int slot = codePoint & SLOTS - 1;
        if (characters[slot] != codePoint) {
            looks[slot] = Folding.looks(codePoint);
            characters[slot] = codePoint;
        }
        return looks[slot];
    }
}
