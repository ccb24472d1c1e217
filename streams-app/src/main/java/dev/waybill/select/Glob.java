package dev.waybill.select;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * A pattern over UTF-8 text: {@code *} stands for any characters within one segment, {@code **} for any characters
 * across segments, {@code ?} for one character other than a slash, everything else for itself. Case matters.
 *
 * <p>All ways in which the pattern can match are followed at once, with a bit for each place in the pattern (R. Baeza-Yates
 * and G. H. Gonnet, "A new approach to text searching", CACM 35(10), 1992): one step for each byte of the text, whatever
 * both hold.
 */
final class Glob {
    private static final int ONE = -1;
    private static final int NOTHING = -2;
    private static final int BYTES = 256;

    /** What may stand before a token, beside nothing. */
    private enum Star {
        NONE,
        WITHIN_SEGMENT,
        ACROSS_SEGMENTS
    }

    /** Bytes as 0 to 255, and {@link #ONE}. There is a place before each, and one at the end. */
    private final List<Integer> tokens;
    /** Per place. */
    private final List<Star> stars;
    /** How many words the bits of all places take. */
    private final int words;
    /** Per byte: which row of the tables is its own; most bytes share one. */
    private final byte[] rows = new byte[BYTES];
    /** Row by row: the places from which a byte leads to the next place. */
    private final long[] leading;
    /** Row by row: the places at which a byte changes nothing. */
    private final long[] staying;

    private Glob(List<Integer> tokens, List<Star> stars) {
        this.tokens = tokens;
        this.stars = stars;
        this.words = tokens.size() / Long.SIZE + 1;
        List<Integer> examples = new ArrayList<>();
        for (int b = 0; b < BYTES; b++) {
            int row = row(b, examples);
            if (row == examples.size()) {
                examples.add(b);
            }
            rows[b] = (byte) row;
        }
        this.leading = places(examples, this::leads);
        this.staying = places(examples, this::stays);
    }

    /** A pattern over a name without segments: {@code *} stands for any characters, slashes too. */
    static Glob ofName(String text) {
        return of(text.replace("*", "**"));
    }

    static Glob of(String text) {
        List<Integer> tokens = new ArrayList<>();
        List<Star> stars = new ArrayList<>(List.of(Star.NONE));
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b == '*') {
                boolean second = stars.get(tokens.size()) != Star.NONE;
                stars.set(tokens.size(), second ? Star.ACROSS_SEGMENTS : Star.WITHIN_SEGMENT);
            } else {
                tokens.add(b == '?' ? ONE : b & 0xff);
                stars.add(Star.NONE);
            }
        }
        return new Glob(tokens, stars);
    }

    /** Whether the whole slice of UTF-8 text matches. */
    boolean matches(byte[] text, int offset, int length) {
        return words == 1 ? matchesShort(text, offset, offset + length) : matchesLong(text, offset, offset + length);
    }

    private boolean matchesShort(byte[] text, int begin, int end) {
        long places = 1;
        for (int i = begin; i < end && places != 0; i++) {
            int row = rows[text[i] & 0xff] & 0xff;
            places = (places & leading[row]) << 1 | places & staying[row];
        }
        return (places >>> tokens.size() & 1) != 0;
    }

    /** The same for places in several words. */
    private boolean matchesLong(byte[] text, int begin, int end) {
        long[] places = new long[words];
        places[0] = 1;
        for (int i = begin; i < end; i++) {
            int row = (rows[text[i] & 0xff] & 0xff) * words;
            long carried = 0;
            for (int word = 0; word < words; word++) {
                long leads = places[word] & leading[row + word];
                places[word] = leads << 1 | carried | places[word] & staying[row + word];
                carried = leads >>> Long.SIZE - 1;
            }
        }
        return (places[words - 1] >>> tokens.size() & 1) != 0;
    }

    private boolean leads(int place, int b) {
        int token = place < tokens.size() ? tokens.get(place) : NOTHING;
        return token == b || token == ONE && b != '/' && !isContinuation(b);
    }

    private boolean stays(int place, int b) {
        Star star = stars.get(place);
        boolean restOfOne = isContinuation(b) && place > 0 && tokens.get(place - 1) == ONE;
        return star == Star.ACROSS_SEGMENTS || star == Star.WITHIN_SEGMENT && b != '/' || restOfOne;
    }

    /** The row of the first byte that the pattern does not tell from this one; that after the last if there is none. */
    private int row(int b, List<Integer> examples) {
        int row = 0;
        while (row < examples.size() && tellsApart(b, examples.get(row))) {
            row++;
        }
        return row;
    }

    private boolean tellsApart(int one, int other) {
        return one == '/'
                || other == '/'
                || isContinuation(one) != isContinuation(other)
                || tokens.contains(one)
                || tokens.contains(other);
    }

    private long[] places(List<Integer> bytes, BiPredicate<Integer, Integer> chosen) {
        long[] places = new long[words * bytes.size()];
        for (int row = 0; row < bytes.size(); row++) {
            for (int place = 0; place <= tokens.size(); place++) {
                if (chosen.test(place, bytes.get(row))) {
                    places[row * words + place / Long.SIZE] |= 1L << place;
                }
            }
        }
        return places;
    }

    /** Whether the byte is not the first of its character. */
    private static boolean isContinuation(int b) {
        return (b & 0xc0) == 0x80;
    }
}
