package dev.waybill.format;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what somebody probably meant. */
final class Suggestion {
    private Suggestion() {}

    /** The known word nearest to {@code given}, if it is near enough to be a slip. */
    static Optional<String> nearest(String given, List<String> known) {
        int tolerance = Math.max(1, given.length() / 3);
        return known.stream()
                .filter(word -> distance(given, word) <= tolerance)
                .min(Comparator.comparingInt(word -> distance(given, word)));
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
