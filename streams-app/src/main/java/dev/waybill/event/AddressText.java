package dev.waybill.event;

import org.jspecify.annotations.Nullable;

/** Reads text that is an IP address and nothing else, without ever asking a name server. */
public final class AddressText {
    private static final int MAX_TEXT = 64;
    private static final int MAX_DOTTED = 15;

    private AddressText() {}

    /**
     * Reads dotted decimal (four numbers without leading zeros) or RFC 4291 text, with a zone or not, in brackets or
     * not, with a port or not, with spaces around it or not. Null if the text is anything else.
     */
    public static @Nullable IpAddress parse(byte[] text, int offset, int length) {
        int from = offset;
        int to = offset + length;
        long bits = dotted(text, from, to);
        if (bits >= 0) {
            return IpAddress.v4(bits);
        }
        while (from < to && isSpace(text[from])) {
            from++;
        }
        while (from < to && isSpace(text[to - 1])) {
            to--;
        }
        if (to - from > MAX_TEXT) {
            return null;
        }
        if (from < to && text[from] == '[') {
            int close = indexOf(text, from, to, ']');
            return close < to && isPort(text, close + 1, to) ? v6(text, from + 1, close) : null;
        }
        int colon = indexOf(text, from, to, ':');
        if (colon == to) {
            return v4(text, from, to);
        }
        boolean onlyColon = indexOf(text, colon + 1, to, ':') == to;
        if (onlyColon && indexOf(text, from, to, '.') < to) {
            return isPort(text, colon, to) ? v4(text, from, colon) : null;
        }
        return v6(text, from, to);
    }

    /** Whether the slice is four numbers in dotted decimal and nothing else. */
    public static boolean isDotted(byte[] text, int offset, int length) {
        return dotted(text, offset, offset + length) >= 0;
    }

    /** Reads one entry of {@code X-Forwarded-For}, or the {@code for} of one of {@code Forwarded} (RFC 7239, section 4). */
    public static @Nullable IpAddress ofEntry(byte[] text, int offset, int length) {
        IpAddress plain = parse(text, offset, length);
        int end = offset + length;
        int begin = offset;
        for (int at = offset; at <= end && plain == null; at++) {
            if (at == end || text[at] == ';') {
                plain = ofParameter(text, begin, at);
                begin = at + 1;
            }
        }
        return plain;
    }

    private static @Nullable IpAddress ofParameter(byte[] text, int begin, int end) {
        int from = begin;
        while (from < end && isSpace(text[from])) {
            from++;
        }
        for (char c : new char[] {'f', 'o', 'r', '='}) {
            if (from == end || (text[from++] | 0x20) != (c | 0x20)) {
                return null;
            }
        }
        int to = end;
        while (from < to && isSpace(text[to - 1])) {
            to--;
        }
        boolean quoted = to - from >= 2 && text[from] == '"' && text[to - 1] == '"';
        return quoted ? parse(text, from + 1, to - from - 2) : parse(text, from, to - from);
    }

    /** The 32 bits of dotted decimal; -1 if it is none. */
    static long dotted(byte[] text, int from, int to) {
        if (to - from > MAX_DOTTED) {
            return -1;
        }
        long bits = 0;
        int dots = 0;
        int number = 0;
        boolean begun = false;
        for (int at = from; at < to; at++) {
            int digit = text[at] - '0';
            if (text[at] == '.' && begun) {
                bits = bits << 8 | number;
                dots++;
                number = 0;
                begun = false;
            } else if (digit < 0 || digit > 9 || begun && number == 0 || number * 10 + digit > 255) {
                return -1;
            } else {
                number = number * 10 + digit;
                begun = true;
            }
        }
        return dots == 3 && begun ? bits << 8 | number : -1;
    }

    private static @Nullable IpAddress v4(byte[] text, int from, int to) {
        long bits = dotted(text, from, to);
        return bits < 0 ? null : IpAddress.v4(bits);
    }

    private static @Nullable IpAddress v6(byte[] text, int from, int end) {
        int to = indexOf(text, from, end, '%');
        Ipv6Groups groups = new Ipv6Groups();
        int at = from;
        if (at + 1 < to && text[at] == ':' && text[at + 1] == ':') {
            groups.addGap();
            at += 2;
        }
        while (at < to) {
            int next = indexOf(text, at, to, ':');
            if (!addGroup(groups, text, at, next, to)) {
                return null;
            }
            if (next == to) {
                return groups.address();
            }
            at = next + 1;
            if (at < to && text[at] == ':') {
                if (groups.hasGap()) {
                    return null;
                }
                groups.addGap();
                at++;
            } else if (at == to) {
                return null;
            }
        }
        return groups.address();
    }

    /** Adds up to four hexadecimal digits, or as the last two groups dotted decimal; false if it is neither. */
    private static boolean addGroup(Ipv6Groups groups, byte[] text, int from, int next, int to) {
        if (next == to && indexOf(text, from, to, '.') < to) {
            long bits = dotted(text, from, to);
            groups.add((int) (bits >>> 16) & 0xffff);
            groups.add((int) bits & 0xffff);
            return bits >= 0 && groups.count() <= Ipv6Groups.COUNT;
        }
        if (next == from || next - from > 4 || groups.count() == Ipv6Groups.COUNT) {
            return false;
        }
        int group = 0;
        for (int i = from; i < next; i++) {
            int digit = Ascii.hexDigit(text[i]);
            if (digit < 0) {
                return false;
            }
            group = group << 4 | digit;
        }
        groups.add(group);
        return true;
    }

    private static int indexOf(byte[] text, int from, int to, char wanted) {
        int i = from;
        while (i < to && text[i] != wanted) {
            i++;
        }
        return i;
    }

    private static boolean isPort(byte[] text, int from, int to) {
        if (from == to) {
            return true;
        }
        boolean port = text[from] == ':' && to - from >= 2 && to - from <= 6;
        for (int i = from + 1; port && i < to; i++) {
            port = Ascii.isDigit(text[i]);
        }
        return port;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r' || b >= 0x1c && b <= 0x1f;
    }
}
