package dev.waybill.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address, read without ever asking a name server. Mapped IPv4 addresses count as IPv4.
 *
 * <p>Holds part of an event: {@link #toString} is for the event only.
 */
public final class IpAddress {
    /** No address is longer in the form that {@link #write} gives it. */
    public static final int MAX_LENGTH = 39;

    private static final int MAX_TEXT = 64;
    private static final int GROUPS = 8;
    private static final byte NOT_ASCII = -1;

    private final boolean v4;
    /** The first 64 bits of an IPv6 address; 0 for IPv4. */
    private final long high;
    /** The last 64 bits; 32 for IPv4. */
    private final long low;

    private IpAddress(boolean v4, long high, long low) {
        this.v4 = v4;
        this.high = high;
        this.low = low;
    }

    /**
     * Reads dotted decimal (four numbers without leading zeros) or RFC 4291 text, with a zone or not, in brackets or
     * not, with a port or not, with spaces around it or not. Null if the text is anything else.
     */
    public static @Nullable IpAddress parse(String text) {
        String host = text.strip();
        if (host.length() > MAX_TEXT) {
            return null;
        }
        byte[] bytes = new byte[host.length()];
        for (int i = 0; i < bytes.length; i++) {
            char c = host.charAt(i);
            bytes[i] = c < 0x80 ? (byte) c : NOT_ASCII;
        }
        return parseStripped(bytes, 0, bytes.length);
    }

    /** Reads a slice of UTF-8 bytes as {@link #parse(String)} does. */
    public static @Nullable IpAddress parse(byte[] text, int offset, int length) {
        int from = offset;
        int to = offset + length;
        IpAddress plain = v4(text, from, to);
        if (plain != null) {
            return plain;
        }
        for (int i = from; i < to; i++) {
            if (text[i] < 0) {
                return parse(new String(text, offset, length, StandardCharsets.UTF_8));
            }
        }
        while (from < to && isSpace(text[from])) {
            from++;
        }
        while (from < to && isSpace(text[to - 1])) {
            to--;
        }
        return to - from > MAX_TEXT ? null : parseStripped(text, from, to);
    }

    private static @Nullable IpAddress parseStripped(byte[] text, int from, int to) {
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

    /** Keeps the first bits and sets the others to zero; of an IPv4 address within an IPv6 one no more is kept. */
    public IpAddress truncated(int ipv4Bits, int ipv6Bits) {
        if (v4) {
            return new IpAddress(true, 0, low & first(ipv4Bits + 32));
        }
        int bits = Math.min(ipv6Bits, embeddedLimit(ipv4Bits));
        return new IpAddress(false, high & first(Math.min(bits, 64)), low & first(Math.max(bits - 64, 0)));
    }

    private static long first(int bits) {
        return bits == 0 ? 0 : -1L << (64 - bits);
    }

    /** How many bits of an IPv6 address may be kept so that at most {@code ipv4Bits} of an IPv4 address in it are. */
    private int embeddedLimit(int ipv4Bits) {
        if (high >>> 48 == 0x2002) { // 6to4
            return 16 + ipv4Bits;
        }
        boolean nat64 = high >>> 32 == 0x0064_ff9bL;
        boolean teredo = high >>> 32 == 0x2001_0000L;
        boolean compatible = high == 0 && low >>> 32 == 0;
        return nat64 || teredo || compatible ? 96 + ipv4Bits : 128;
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
            port = isDigit(text[i]);
        }
        return port;
    }

    private static @Nullable IpAddress v4(byte[] text, int from, int to) {
        long bits = readV4(text, from, to);
        return bits < 0 ? null : new IpAddress(true, 0, bits);
    }

    /** The 32 bits of dotted decimal; -1 if it is none. */
    private static long readV4(byte[] text, int from, int to) {
        long bits = 0;
        int at = from;
        for (int part = 0; part < 4; part++) {
            int begin = at;
            int number = 0;
            while (at < to && at - begin < 3 && isDigit(text[at])) {
                number = number * 10 + text[at++] - '0';
            }
            boolean leadingZero = at - begin > 1 && text[begin] == '0';
            boolean ended = part == 3 ? at == to : at < to && text[at++] == '.';
            boolean empty = part == 3 ? at == begin : at == begin + 1;
            if (empty || leadingZero || number > 255 || !ended) {
                return -1;
            }
            bits = bits << 8 | number;
        }
        return bits;
    }

    private static @Nullable IpAddress v6(byte[] text, int from, int end) {
        int to = indexOf(text, from, end, '%');
        int gap = from;
        while (gap + 1 < to && !(text[gap] == ':' && text[gap + 1] == ':')) {
            gap++;
        }
        Groups before = new Groups();
        if (gap + 1 >= to) {
            return before.read(text, from, to) && before.count == GROUPS ? normal(before.high, before.low) : null;
        }
        Groups after = new Groups();
        boolean valid =
                before.read(text, from, gap) && after.read(text, gap + 2, to) && before.count + after.count < GROUPS;
        if (!valid) {
            return null;
        }
        while (before.count < GROUPS) {
            before.add(0);
        }
        return normal(before.high | after.high, before.low | after.low);
    }

    /** Groups of hexadecimal digits, the last of which may be dotted decimal: then it counts as two. */
    private static final class Groups {
        private long high;
        private long low;
        private int count;

        void add(long group) {
            high = high << 16 | low >>> 48;
            low = low << 16 | group;
            count++;
        }

        /** False if there is anything else, or too much. */
        boolean read(byte[] text, int from, int to) {
            if (from == to) {
                return true;
            }
            int begin = from;
            while (true) {
                int end = indexOf(text, begin, to, ':');
                if (end == to && indexOf(text, begin, to, '.') < to) {
                    long bits = readV4(text, begin, to);
                    add(bits >>> 16);
                    add(bits & 0xffff);
                    return bits >= 0 && count <= GROUPS;
                }
                if (end == begin || end - begin > 4 || count == GROUPS) {
                    return false;
                }
                long group = 0;
                for (int i = begin; i < end; i++) {
                    int digit = text[i] < 0 ? -1 : Character.digit(text[i], 16);
                    if (digit < 0) {
                        return false;
                    }
                    group = group << 4 | digit;
                }
                add(group);
                if (end == to) {
                    return true;
                }
                begin = end + 1;
            }
        }
    }

    private static IpAddress normal(long high, long low) {
        boolean mapped = high == 0 && low >>> 32 == 0xffff;
        return mapped ? new IpAddress(true, 0, low & 0xffff_ffffL) : new IpAddress(false, high, low);
    }

    public boolean isV4() {
        return v4;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress address && v4 == address.v4 && high == address.high && low == address.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high) * 31 + Long.hashCode(low);
    }

    /** Dotted decimal, or RFC 5952: lower case, the longest run of two or more zero groups shortened. */
    @Override
    public String toString() {
        return new String(toBytes(), StandardCharsets.US_ASCII);
    }

    /** The same as {@link #toString}. */
    public byte[] toBytes() {
        byte[] text = new byte[MAX_LENGTH];
        return Arrays.copyOf(text, write(text));
    }

    /** Writes what {@link #toString} says to the beginning of {@code text}; how many bytes that are. */
    public int write(byte[] text) {
        if (!v4) {
            return writeGroups(text);
        }
        int at = 0;
        for (int shift = 24; shift >= 0; shift -= 8) {
            int number = (int) (low >>> shift) & 0xff;
            if (number >= 100) {
                text[at++] = (byte) ('0' + number / 100);
            }
            if (number >= 10) {
                text[at++] = (byte) ('0' + number / 10 % 10);
            }
            text[at++] = (byte) ('0' + number % 10);
            if (shift > 0) {
                text[at++] = '.';
            }
        }
        return at;
    }

    private int group(int index) {
        return (int) ((index < 4 ? high : low) >>> 48 - 16 * (index & 3)) & 0xffff;
    }

    private int writeGroups(byte[] text) {
        int gapAt = -1;
        int gapLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int length = 0;
            while (i + length < GROUPS && group(i + length) == 0) {
                length++;
            }
            if (length > gapLength) {
                gapAt = i;
                gapLength = length;
            }
        }
        int at = 0;
        for (int i = 0; i < GROUPS; i++) {
            if (i == gapAt) {
                text[at++] = ':';
                text[at++] = ':';
                i += gapLength - 1;
            } else {
                if (at > 0 && text[at - 1] != ':') {
                    text[at++] = ':';
                }
                at = writeHex(group(i), text, at);
            }
        }
        return at;
    }

    private static int writeHex(int group, byte[] text, int from) {
        int at = from;
        int digits = Math.max(1, (35 - Integer.numberOfLeadingZeros(group)) / 4);
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            text[at++] = (byte) Character.forDigit(group >>> shift & 0xf, 16);
        }
        return at;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** Whether the ASCII byte is one of those that {@link String#strip} removes. */
    private static boolean isSpace(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r' || b >= 0x1c && b <= 0x1f;
    }
}
