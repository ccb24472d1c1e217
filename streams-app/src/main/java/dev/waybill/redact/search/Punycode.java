package dev.waybill.redact.search;

import dev.waybill.event.Ascii;
import dev.waybill.event.Characters;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes labels of internationalised domain names (RFC 3492). Unlike {@link java.net.IDN} it takes every label that can
 * be decoded, also those which one version of the standard allows and another does not ({@code xn--strae-oqa}).
 */
final class Punycode {
    /** No label of a domain name is longer, the prefix included; so the work for one is bounded. */
    static final int MAX_LABEL = 63;

    private static final byte[] PREFIX = {'x', 'n', '-', '-'};
    private static final long IN_PREFIX = Characters.of('x') | Characters.of('n') | Characters.of('-');
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 0x80;

    private Punycode() {}

    /** Whether {@code xn--} stands there, in any case. */
    static boolean startsAt(byte[] text, int at, int end) {
        if (end - at < PREFIX.length) {
            return false;
        }
        for (int i = 0; i < PREFIX.length; i++) {
            if (Folding.ascii(text[at + i]) != PREFIX[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether {@code xn--} stands anywhere in the text.
     *
     * @param characters the {@link Characters} of the text
     */
    static boolean standsIn(byte[] text, int begin, int end, long characters) {
        return mayStandIn(characters) && standsIn(text, begin, end);
    }

    /** Whether {@code xn--} may stand in a text that has these characters; if false, it does not. */
    static boolean mayStandIn(long characters) {
        return (characters & IN_PREFIX) == IN_PREFIX;
    }

    /** Whether {@code xn--} stands anywhere in the text. */
    static boolean standsIn(byte[] text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (text[i] == '-' && i - begin >= 2 && startsAt(text, i - 2, end)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a label can hold it. */
    static boolean isInLabel(byte b) {
        return Words.isAlphanumeric(b) || b == '-';
    }

    /** The characters of a label that begins with the prefix; null if it cannot be decoded. */
    static int @Nullable [] decoded(byte[] text, int begin, int end) {
        if (end - begin > MAX_LABEL) {
            return null;
        }
        int from = begin + PREFIX.length;
        int delimiter = end - 1;
        while (delimiter >= from && text[delimiter] != '-') {
            delimiter--;
        }
        int[] output = new int[MAX_LABEL];
        int length = 0;
        for (int i = from; i < delimiter; i++) {
            output[length++] = text[i];
        }
        int at = delimiter < from ? from : delimiter + 1;
        int n = INITIAL_N;
        int bias = INITIAL_BIAS;
        int i = 0;
        while (at < end) {
            int old = i;
            int weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = at < end ? digit(text[at++]) : -1;
                if (digit < 0 || digit > (Integer.MAX_VALUE - i) / weight) {
                    return null;
                }
                i += digit * weight;
                int threshold = Math.max(T_MIN, Math.min(T_MAX, k - bias));
                if (digit < threshold) {
                    break;
                }
                if (weight > Integer.MAX_VALUE / (BASE - threshold)) {
                    return null;
                }
                weight *= BASE - threshold;
            }
            length++;
            bias = adapted(i - old, length, old == 0);
            n += i / length;
            i %= length;
            if (!Character.isValidCodePoint(n) || n >= Character.MIN_SURROGATE && n <= Character.MAX_SURROGATE) {
                return null;
            }
            System.arraycopy(output, i, output, i + 1, length - 1 - i);
            output[i++] = n;
        }
        return Arrays.copyOf(output, length);
    }

    private static int adapted(int delta, int length, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / length;
        int k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
    }

    private static int digit(byte b) {
        if (Ascii.isDigit(b)) {
            return b - '0' + 26;
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z' ? lower - 'a' : -1;
    }
}
