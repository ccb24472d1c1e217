package dev.waybill.select;

import dev.cel.runtime.CelFunctionBinding;

/**
 * Our implementation of {@code contains}, the function of filter expressions that looks for text. Its time grows with
 * the length of the text and of the part, not with their product: the algorithm of Knuth, Morris and Pratt. Both may
 * come from whoever sends a request.
 */
final class TextSearch {
    /** Parts below this length are left to the JDK, which looks at each place of the text this often at most. */
    private static final int SHORT = 16;

    private TextSearch() {}

    static CelFunctionBinding function() {
        return CelFunctionBinding.from("contains_string", String.class, String.class, TextSearch::contains);
    }

    static boolean contains(String text, String part) {
        if (part.length() < SHORT) {
            return text.contains(part);
        }
        if (part.length() > text.length()) {
            return false;
        }
        int[] borders = borders(part);
        int matched = 0;
        for (int i = 0; i < text.length(); i++) {
            matched = extended(part, borders, matched, text.charAt(i));
            if (matched == part.length()) {
                return true;
            }
        }
        return false;
    }

    /** For each length of a beginning of the part: how long the longest text is that it begins and ends with. */
    private static int[] borders(String part) {
        int[] borders = new int[part.length() + 1];
        int border = 0;
        for (int i = 1; i < part.length(); i++) {
            border = extended(part, borders, border, part.charAt(i));
            borders[i + 1] = border;
        }
        return borders;
    }

    /** How much of the part's beginning ends with {@code next}, where {@code matched} of it came before. */
    private static int extended(String part, int[] borders, int matched, char next) {
        int length = matched;
        while (length > 0 && part.charAt(length) != next) {
            length = borders[length];
        }
        return part.charAt(length) == next ? length + 1 : length;
    }
}
