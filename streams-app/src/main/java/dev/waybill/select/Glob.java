package dev.waybill.select;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern over UTF-8 text: {@code *} stands for any characters within one segment, {@code **} for any characters
 * across segments, {@code ?} for one character other than a slash, everything else for itself. Case matters.
 */
final class Glob {
    private static final int ONE = -1;
    private static final int STAR = -2;
    private static final int STARS = -3;

    /** Bytes as 0 to 255, and the three wildcards. */
    private final int[] pattern;

    private Glob(int[] pattern) {
        this.pattern = pattern;
    }

    /** A pattern over a name without segments: {@code *} stands for any characters, slashes too. */
    static Glob ofName(String text) {
        return of(text.replace("*", "**"));
    }

    static Glob of(String text) {
        List<Integer> tokens = new ArrayList<>();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int last = tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1);
            if (b != '*') {
                tokens.add(b == '?' ? ONE : b & 0xff);
            } else if (last == STAR) {
                tokens.set(tokens.size() - 1, STARS);
            } else if (last != STARS) {
                tokens.add(STAR);
            }
        }
        return new Glob(tokens.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Whether the whole slice of UTF-8 text matches. */
    boolean matches(byte[] text, int offset, int length) {
        int end = offset + length;
        int at = offset;
        int next = 0;
        int star = -1;
        int starAt = 0;
        int stars = -1;
        int starsAt = 0;
        while (at < end || next < pattern.length) {
            int token = next < pattern.length ? pattern[next] : 0;
            if (next < pattern.length && token == STAR) {
                star = next++;
                starAt = at;
            } else if (next < pattern.length && token == STARS) {
                stars = next++;
                starsAt = at;
                star = -1;
            } else if (next < pattern.length && at < end && token == ONE && text[at] != '/') {
                at = afterCharacter(text, at, end);
                next++;
            } else if (next < pattern.length && at < end && token == (text[at] & 0xff)) {
                at++;
                next++;
            } else if (star >= 0 && starAt < end && text[starAt] != '/') {
                at = ++starAt;
                next = star + 1;
            } else if (stars >= 0 && starsAt < end) {
                at = ++starsAt;
                next = stars + 1;
                star = -1;
            } else {
                return false;
            }
        }
        return true;
    }

    private static int afterCharacter(byte[] text, int at, int end) {
        int next = at + 1;
        while (next < end && (text[next] & 0xc0) == 0x80) {
            next++;
        }
        return next;
    }
}
