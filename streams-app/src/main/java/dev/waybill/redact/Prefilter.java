package dev.waybill.redact;

import dev.waybill.event.Characters;
import java.util.Arrays;

/**
 * Says quickly where a thorough search is not needed. Looks at eight bytes at a time for what could stand for something
 * else, and for the values by the method of Wu and Manber: a table says, for two neighbouring bytes, how far the search
 * can skip. Confined to one thread.
 */
final class Prefilter {
    private static final int PAIRS = 1024;
    /** Of longer values, only the beginning decides about skipping. */
    private static final int MAX_WINDOW = 16;
    /** Colons in an IPv6 address without {@code ::}, whose last two groups may be dotted decimal. */
    private static final int MIN_COLONS = 6;

    /** Without any of these, and without Punycode, text spells out what it holds. */
    private static final long UNCLEAR = Characters.NON_ASCII | Characters.of('%');

    private static final long IN_PUNYCODE = Characters.of('x') | Characters.of('n') | Characters.of('-');

    private static final byte[] PUNYCODE = {'x', 'n', '-', '-'};

    private final FoldedValues values;
    /** By hash of two folded bytes: how far they are at least from the end of the beginning of a value. */
    private final byte[] skips = new byte[PAIRS];

    private boolean prepared;
    private boolean addresses;
    private int shortest;

    Prefilter(FoldedValues values) {
        this.values = values;
    }

    void clear() {
        prepared = false;
        addresses = false;
    }

    /** Values were added since the last question. */
    void invalidate() {
        prepared = false;
    }

    /** Looks for IPv6 addresses, too, in any spelling. */
    void addAddresses() {
        addresses = true;
    }

    /**
     * Whether one of the values or a spelling of an address may be in the text; if false, none is. Whoever adds values
     * after the first call must say so by {@link #invalidate}.
     *
     * @param characters the {@link Characters} of the text
     */
    boolean mayMatch(byte[] text, int begin, int end, long characters) {
        if (values.mayHoldNonAscii(characters)) {
            return true;
        }
        long unclear = addresses ? UNCLEAR | Characters.of(':') : UNCLEAR;
        if (((characters & unclear) != 0 || (characters & IN_PUNYCODE) == IN_PUNYCODE)
                && !EightBytes.areLiteral(text, begin, end, addresses ? ':' : '%')
                && mayDiffer(text, begin, end)) {
            return true;
        }
        return values.mayHold(characters, end - begin) && mayHoldValue(text, begin, end);
    }

    private void prepare() {
        shortest = MAX_WINDOW;
        for (int i = 0; i < values.size(); i++) {
            shortest = Math.min(shortest, values.end(i) - values.begin(i));
        }
        Arrays.fill(skips, (byte) Math.max(1, shortest - 1));
        byte[] bytes = values.array();
        for (int i = 0; i < values.size(); i++) {
            int begin = values.begin(i);
            for (int distance = shortest - 2, at = begin; distance >= 0; distance--, at++) {
                int pair = hash(bytes[at], bytes[at + 1]);
                skips[pair] = (byte) Math.min(skips[pair], distance);
            }
        }
        prepared = true;
    }

    private static int hash(byte first, byte second) {
        return (first << 5 ^ second) & PAIRS - 1;
    }

    private boolean mayHoldValue(byte[] text, int begin, int end) {
        if (!prepared) {
            prepare();
        }
        if (shortest < 2) {
            for (int at = begin; at < end; at++) {
                if (mayStartAt(text, at, begin, end)) {
                    return true;
                }
            }
            return false;
        }
        int window = shortest - 2;
        int at = begin + window;
        while (at + 1 < end) {
            int skip = skips[hash(CaseFold.fold(text[at]), CaseFold.fold(text[at + 1]))];
            if (skip == 0 && mayStartAt(text, at - window, begin, end)) {
                return true;
            }
            at += Math.max(1, skip);
        }
        return false;
    }

    private boolean mayStartAt(byte[] text, int at, int begin, int end) {
        byte[] bytes = values.array();
        byte before = at == begin ? (byte) '/' : text[at - 1];
        for (int i = 0; i < values.size(); i++) {
            int from = values.begin(i);
            if (startsWith(text, at, end, bytes, from, values.end(i)) && beginsWord(bytes[from], before)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] text, int at, int end, byte[] wanted, int from, int to) {
        if (to - from > end - at) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (CaseFold.fold(text[at + i - from]) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean beginsWord(int first, int previous) {
        return !CaseFold.isAlphanumeric(previous)
                || !CaseFold.isAlphanumeric(first)
                || CaseFold.isDigit(first) && !CaseFold.isDigit(previous);
    }

    /** Whether the text may hold something that it does not spell out. */
    private boolean mayDiffer(byte[] text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            byte b = text[i];
            if (b < 0) {
                int size = InertText.length(text, i, end);
                if (size == 0) {
                    return true;
                }
                i += size - 1;
            } else if (b == '%'
                    || b == ':' && addresses && isAddress(text, i, begin, end)
                    || b == '-' && startsWith(text, Math.max(begin, i - 2), end, PUNYCODE, 0, PUNYCODE.length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this colon is the one at which an IPv6 address is known. */
    private static boolean isAddress(byte[] text, int at, int begin, int end) {
        if (at + 1 < end && text[at + 1] == ':') {
            return true;
        }
        int colons = 0;
        for (int i = at; i >= begin && colons < MIN_COLONS && CaseFold.isAddressCharacter(text[i]); i--) {
            colons += text[i] == ':' ? 1 : 0;
        }
        return colons == MIN_COLONS;
    }
}
