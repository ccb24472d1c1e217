package dev.waybill.redact.search;

import dev.waybill.event.Ascii;
import dev.waybill.event.Characters;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of one event that are numbers. In JSON a number is the same however it is written: {@code 12345},
 * {@code 12345.0} and {@code 1.2345e4}; its sign makes it no other identifier. Reused; confined to one thread. Never print it.
 */
final class HiddenNumbers {
    /** So many numbers are looked at one by one before JSON is searched. */
    private static final int FEW = 32;

    private static final long SIGNIFICANT = Characters.DIGITS & ~Characters.of('0');
    private static final long IN_NUMBERS =
            Characters.DIGITS | Characters.of('.') | Characters.of('-') | Characters.of('+') | Characters.of('e');

    private final Work work;
    /** Values that look like numbers, with the digits that every spelling of them has. */
    private final Slices values = new Slices();
    /** The normal form of each, once somebody has asked. */
    private final Set<String> normal = new HashSet<>();

    private boolean known;

    HiddenNumbers(Work work) {
        this.work = work;
    }

    void clear() {
        values.clear();
        if (known) {
            normal.clear();
            known = false;
        }
    }

    /** Adds a value if it is a number. */
    void add(byte[] text, int offset, int length, long characters) {
        if ((characters & ~IN_NUMBERS) == 0 && (characters & Characters.DIGITS) != 0) {
            values.add(text, offset, length, characters & SIGNIFICANT);
        }
    }

    /** Whether a number may stand in JSON of these characters; if false, none does. */
    boolean mayStandIn(long characters) {
        return (characters & Characters.DIGITS) != 0 && values.mayBeWithin(characters, FEW);
    }

    /** Whether the text is one of the numbers. */
    boolean contains(byte[] text, int offset, int length) {
        if (!known) {
            for (int i = 0; i < values.size(); i++) {
                String number = normal(values.text(i), values.offset(i), values.length(i));
                if (number != null) {
                    normal.add(number);
                }
            }
            known = true;
        }
        String number = normal.isEmpty() ? null : normal(text, offset, length);
        return number != null && normal.contains(number);
    }

    /** Digits without zeros around them, and power of ten of the last one; null if the text is no number. */
    private @Nullable String normal(byte[] text, int offset, int length) {
        work.add(length);
        int end = offset + length;
        int at = offset;
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        StringBuilder digits = new StringBuilder(length);
        long power = 0;
        boolean fraction = false;
        boolean any = false;
        for (; at < end && (Ascii.isDigit(text[at]) || text[at] == '.' && !fraction); at++) {
            if (text[at] == '.') {
                fraction = true;
                continue;
            }
            any = true;
            power -= fraction ? 1 : 0;
            if (text[at] != '0' || digits.length() > 0) {
                digits.append((char) text[at]);
            }
        }
        if (!any) {
            return null;
        }
        if (at < end) {
            Long exponent = exponent(text, at, end);
            if (exponent == null) {
                return null;
            }
            power += exponent;
        }
        int significant = digits.length();
        while (significant > 0 && digits.charAt(significant - 1) == '0') {
            significant--;
        }
        power += digits.length() - significant;
        digits.setLength(significant);
        return significant == 0 ? "0" : digits + "e" + power;
    }

    /** What stands after {@code e}; beyond what a long holds it is that of no other number. */
    private static @Nullable Long exponent(byte[] text, int begin, int end) {
        int at = begin + 1;
        boolean negative = at < end && text[at] == '-';
        if (negative || at < end && text[at] == '+') {
            at++;
        }
        if ((text[begin] | 0x20) != 'e' || at == end) {
            return null;
        }
        long exponent = 0;
        for (; at < end; at++) {
            if (!Ascii.isDigit(text[at])) {
                return null;
            }
            exponent = Math.min(exponent * 10 + text[at] - '0', Long.MAX_VALUE / 100);
        }
        return negative ? -exponent : exponent;
    }
}
