package dev.waybill.redact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address, read without ever asking a name server. Mapped IPv4 addresses count as IPv4.
 *
 * <p>Holds part of an event: {@link #toString} is for the event only.
 */
final class IpAddress {
    private static final int V4 = 4;
    private static final int V6 = 16;
    private static final int MAX_TEXT = 64;

    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads dotted decimal (four numbers without leading zeros) or RFC 4291 text, with a zone or not, in brackets or
     * not, with a port or not, with spaces around it or not. Null if the text is anything else.
     */
    static @Nullable IpAddress parse(String text) {
        String host = text.strip();
        if (host.length() > MAX_TEXT) {
            return null;
        }
        if (host.startsWith("[")) {
            int close = host.indexOf(']');
            if (close < 0 || !isPort(host.substring(close + 1))) {
                return null;
            }
            return v6(host.substring(1, close));
        }
        int colon = host.indexOf(':');
        if (colon < 0) {
            return v4(host);
        }
        if (host.indexOf('.') >= 0 && host.lastIndexOf(':') == colon) {
            return isPort(host.substring(colon)) ? v4(host.substring(0, colon)) : null;
        }
        return v6(host);
    }

    /** Keeps the first bits and sets the others to zero; see {@link TruncateIp} for IPv4 within IPv6. */
    IpAddress truncated(int ipv4Bits, int ipv6Bits) {
        int bits = bytes.length == V4 ? ipv4Bits : Math.min(ipv6Bits, embeddedLimit(ipv4Bits));
        byte[] kept = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            int inByte = Math.max(0, Math.min(8, bits - i * 8));
            kept[i] = (byte) (bytes[i] & (0xff00 >> inByte));
        }
        return new IpAddress(kept);
    }

    /** How many bits of an IPv6 address may be kept so that at most {@code ipv4Bits} of an IPv4 address in it are. */
    private int embeddedLimit(int ipv4Bits) {
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        if (sixToFour) {
            return 16 + ipv4Bits;
        }
        boolean nat64 = startsWith(0x00, 0x64, 0xff, 0x9b);
        boolean teredo = startsWith(0x20, 0x01, 0x00, 0x00);
        boolean compatible = isZero(0, 12);
        return nat64 || teredo || compatible ? 96 + ipv4Bits : V6 * 8;
    }

    private boolean startsWith(int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPort(String text) {
        return text.isEmpty() || (text.length() <= 6 && text.matches(":[0-9]+"));
    }

    private static @Nullable IpAddress v4(String text) {
        byte[] bytes = new byte[V4];
        return readV4(text, bytes, 0) ? new IpAddress(bytes) : null;
    }

    private static boolean readV4(String text, byte[] into, int offset) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != V4) {
            return false;
        }
        for (int i = 0; i < V4; i++) {
            String part = parts[i];
            boolean number = !part.isEmpty()
                    && part.length() <= 3
                    && part.chars().allMatch(c -> c >= '0' && c <= '9')
                    && (part.length() == 1 || part.charAt(0) != '0');
            if (!number || Integer.parseInt(part) > 255) {
                return false;
            }
            into[offset + i] = (byte) Integer.parseInt(part);
        }
        return true;
    }

    private static @Nullable IpAddress v6(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        int gap = address.indexOf("::");
        byte[] bytes = new byte[V6];
        if (gap < 0) {
            return readGroups(address, bytes, 0) == V6 ? normal(bytes) : null;
        }
        byte[] tail = new byte[V6];
        int before = readGroups(address.substring(0, gap), bytes, 0);
        int after = readGroups(address.substring(gap + 2), tail, 0);
        if (before < 0 || after < 0 || before + after > V6 - 2) {
            return null;
        }
        System.arraycopy(tail, 0, bytes, V6 - after, after);
        return normal(bytes);
    }

    /** Reads groups of hexadecimal digits, the last of which may be dotted decimal; the bytes read, or -1. */
    private static int readGroups(String text, byte[] into, int from) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] groups = text.split(":", -1);
        int at = from;
        for (int i = 0; i < groups.length; i++) {
            String group = groups[i];
            boolean dotted = i == groups.length - 1 && group.indexOf('.') >= 0;
            if (at + (dotted ? V4 : 2) > V6) {
                return -1;
            }
            if (dotted) {
                if (!readV4(group, into, at)) {
                    return -1;
                }
                at += V4;
            } else {
                if (!isGroup(group)) {
                    return -1;
                }
                int value = Integer.parseInt(group, 16);
                into[at++] = (byte) (value >> 8);
                into[at++] = (byte) value;
            }
        }
        return at - from;
    }

    private static boolean isGroup(String group) {
        return !group.isEmpty()
                && group.length() <= 4
                && group.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
    }

    private static IpAddress normal(byte[] bytes) {
        IpAddress address = new IpAddress(bytes);
        boolean mapped = address.isZero(0, 10) && bytes[10] == -1 && bytes[11] == -1;
        return mapped ? new IpAddress(Arrays.copyOfRange(bytes, 12, V6)) : address;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Dotted decimal, or RFC 5952: lower case, the longest run of two or more zero groups shortened. */
    @Override
    public String toString() {
        if (bytes.length == V4) {
            return (bytes[0] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[3] & 0xff);
        }
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        return text(groups);
    }

    private static String text(int[] groups) {
        int gapAt = -1;
        int gapLength = 1;
        for (int i = 0; i < 8; i++) {
            int length = 0;
            while (i + length < 8 && groups[i + length] == 0) {
                length++;
            }
            if (length > gapLength) {
                gapAt = i;
                gapLength = length;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == gapAt) {
                text.append("::");
                i += gapLength - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
