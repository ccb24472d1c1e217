package dev.waybill.spec.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Suggests the nearest of the allowed words for a misspelt one. */
public final class DidYouMean {
    /** Nobody misspells a word as long as this; finding the nearest takes time in proportion to the length. */
    private static final int MAX_LENGTH = 100;

    private DidYouMean() {}

    /** {@code did you mean "region"?} where one is near, else the list of allowed words. */
    public static String hint(String word, Collection<String> allowed) {
        return hint(word, allowed, allowed.isEmpty() ? "" : "allowed: " + String.join(", ", allowed));
    }

    /** {@code did you mean "region"?} where one is near, else {@code otherwise}. */
    public static String hint(String word, Collection<String> allowed, String otherwise) {
        if (word.length() > MAX_LENGTH) {
            return otherwise;
        }
        String normal = normal(word);
        int tolerance = tolerance(normal);
        return allowed.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= tolerance)
                .min(Comparator.comparingInt((String candidate) -> distance(normal, normal(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(normal, normal(candidate)) <= tolerance)
                .map(candidate -> "did you mean \"" + candidate + "\"?")
                .orElse(otherwise);
    }

    /** Two, so that swapped letters are found; less for short words, more for long ones. */
    private static int tolerance(String word) {
        return word.length() < 4 ? 1 : Math.max(2, word.length() / 3);
    }

    private static String normal(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Levenshtein's distance: how many characters to insert, delete or replace. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
