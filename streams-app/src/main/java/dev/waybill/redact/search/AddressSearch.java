package dev.waybill.redact.search;

import dev.waybill.event.Ascii;
import dev.waybill.event.IpAddress;
import dev.waybill.event.Ipv6Groups;
import org.jspecify.annotations.Nullable;

/**
 * Finds addresses in running text, however they are written there, in one pass: from each place where an address can begin
 * it reads what could be one, which is never longer than an address can be, and asks whether that is hidden.
 *
 * <p>An IPv4 address counts wherever no digit stands beside it, an IPv6 address wherever no hexadecimal digit does; what
 * follows after another colon may be a port. The numbers may be joined by {@code -} or {@code _} instead, as in host names.
 * Where the host of a URL begins, an IPv4 address may have one to four parts, each decimal, octal or hexadecimal.
 */
final class AddressSearch {
    private static final int LONGEST_GROUP = 4;

    private final HiddenAddresses addresses;
    private final Work work;
    private final Ipv6Groups groups = new Ipv6Groups();
    /** Where what was read last ends. */
    private int end;

    AddressSearch(HiddenAddresses addresses, Work work) {
        this.addresses = addresses;
        this.work = work;
    }

    /** Hides what is found in the reading. */
    void hide(Reading text, TextStyle style, Hidden hidden) {
        int length = text.length();
        for (int at = 0; at < length; at++) {
            boolean digit = Ascii.isDigit(text.at(at));
            if (digit && beginsHost(text, at, style)) {
                hide(text, at, numericHost(text, at), hidden);
            }
            if (digit && (at == 0 || !Ascii.isDigit(text.at(at - 1)))) {
                hide(text, at, dotted(text, at), hidden);
            }
            if (beginsV6(text, at)) {
                hide(text, at, v6(text, at), hidden);
            }
        }
        work.add(length);
    }

    private static void hide(Reading text, int begin, int end, Hidden hidden) {
        if (end > begin) {
            hidden.add(text.from(begin), text.to(end));
        }
    }

    private static boolean beginsHost(Reading text, int at, TextStyle style) {
        if (at == 0) {
            return style == TextStyle.HOST;
        }
        byte before = text.at(at - 1);
        return before == '@' || before == '/' && at > 1 && text.at(at - 2) == '/';
    }

    /** Where a hidden address in four numbers ends that begins here; 0 if there is none. */
    private int dotted(Reading text, int begin) {
        long bits = fourNumbers(text, begin);
        return bits >= 0 && addresses.contains(IpAddress.v4(bits)) ? end : 0;
    }

    /** The 32 bits of the four numbers that begin here and end at {@link #end}; -1 if there are none. */
    private long fourNumbers(Reading text, int begin) {
        long bits = 0;
        int at = begin;
        byte separator = 0;
        for (int part = 0; part < 4; part++) {
            int number = 0;
            int digits = at;
            while (at < text.length() && at - digits < 3 && Ascii.isDigit(text.at(at))) {
                number = number * 10 + text.at(at++) - '0';
            }
            if (at == digits || number > 255) {
                return -1;
            }
            bits = bits << 8 | number;
            if (part < 3) {
                byte joint = at < text.length() ? text.at(at++) : 0;
                if (!isJoint(joint, '.') || part > 0 && joint != separator) {
                    return -1;
                }
                separator = joint;
            }
        }
        work.add(at - begin);
        end = at;
        return Ascii.isDigit(byteAt(text, at)) ? -1 : bits;
    }

    /** Where a hidden address ends that begins here as the whole host of a URL (WHATWG URL, "IPv4 parser"); 0 if none does. */
    private int numericHost(Reading text, int begin) {
        long bits = 0;
        int at = begin;
        for (int part = 0; part < 4; part++) {
            long number = number(text, at);
            at = end;
            boolean last = at >= text.length() || text.at(at) != '.' || !isAlphanumeric(text, at + 1);
            if (number < 0 || number > (last ? 0xffff_ffffL >>> 8 * part : 0xff)) {
                return 0;
            }
            if (last) {
                bits |= number;
                boolean name = isAlphanumeric(text, at) || at < text.length() && isJoint(text.at(at), '-');
                return !name && addresses.contains(IpAddress.v4(bits)) ? at : 0;
            }
            bits |= number << 24 - 8 * part;
            at++;
        }
        return 0;
    }

    private static boolean isAlphanumeric(Reading text, int at) {
        return at < text.length() && Words.isAlphanumeric(text.at(at));
    }

    /** The number that begins here, which ends at {@link #end}; -1 if there is none or it is too large. */
    private long number(Reading text, int begin) {
        int at = begin;
        int base = 10;
        if (at + 1 < text.length() && text.at(at) == '0') {
            boolean hexadecimal = text.at(at + 1) == 'x';
            base = hexadecimal ? 16 : 8;
            at += hexadecimal ? 2 : 1;
        }
        long number = 0;
        while (at < text.length() && digit(text.at(at), base) >= 0) {
            number = Math.min(number * base + digit(text.at(at++), base), 1L << 40);
        }
        work.add(at - begin);
        end = at;
        return number >= 1L << 32 || at == begin ? -1 : number;
    }

    private static int digit(byte b, int base) {
        int digit = Ascii.hexDigit(b);
        return digit < base ? digit : -1;
    }

    private static boolean beginsV6(Reading text, int at) {
        byte b = text.at(at);
        boolean gap = isJoint(b, ':') && at + 1 < text.length() && text.at(at + 1) == b;
        if (!gap && Ascii.hexDigit(b) < 0) {
            return false;
        }
        return at == 0 || Ascii.hexDigit(text.at(at - 1)) < 0 && !(gap && text.at(at - 1) == b);
    }

    /** Where the longest hidden address ends that begins here; 0 if none does. */
    private int v6(Reading text, int begin) {
        groups.clear();
        int found = 0;
        int at = begin;
        byte separator = 0;
        if (isJoint(text.at(at), ':')) {
            separator = text.at(at);
            groups.addGap();
            at += 2;
            found = endsInGap(text, at) ? check(groups.address(), at, found) : found;
        }
        while (groups.count() < Ipv6Groups.COUNT) {
            int digits = at;
            int group = 0;
            while (at - digits < LONGEST_GROUP && Ascii.hexDigit(byteAt(text, at)) >= 0) {
                group = group << 4 | Ascii.hexDigit(text.at(at++));
            }
            if (at == digits || Ascii.hexDigit(byteAt(text, at)) >= 0) {
                break;
            }
            groups.add(group);
            found = check(groups.address(), at, found);
            byte joint = byteAt(text, at);
            if (joint == '.' && separator == ':') {
                long bits = fourNumbers(text, digits);
                found = bits < 0 ? found : check(groups.addressEndingIn(bits), end, found);
            }
            if (!isJoint(joint, ':') || separator != 0 && joint != separator) {
                break;
            }
            separator = joint;
            at++;
            if (byteAt(text, at) == separator) {
                if (groups.hasGap()) {
                    break;
                }
                groups.addGap();
                at++;
                found = endsInGap(text, at) ? check(groups.address(), at, found) : found;
            }
        }
        work.add(at - begin);
        return found;
    }

    /** Whether nothing follows here that the double colon before it would belong to. */
    private static boolean endsInGap(Reading text, int at) {
        byte next = byteAt(text, at);
        return Ascii.hexDigit(next) < 0 && next != text.at(at - 1);
    }

    private int check(@Nullable IpAddress address, int at, int found) {
        return address != null && addresses.contains(address) ? at : found;
    }

    private static byte byteAt(Reading text, int at) {
        return at < text.length() ? text.at(at) : 0;
    }

    /** Whether it joins the numbers of an address, as {@code usual} does. */
    private static boolean isJoint(byte b, char usual) {
        return b == usual || b == '-' || b == '_';
    }
}
