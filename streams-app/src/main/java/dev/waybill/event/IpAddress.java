package dev.waybill.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address. Mapped IPv4 addresses count as IPv4. {@link AddressText} reads it.
 *
 * <p>Holds part of an event: {@link #toString} is for the event only.
 */
public final class IpAddress implements Comparable<IpAddress> {
    /** No address is longer in the form that {@link #write} gives it. */
    public static final int MAX_LENGTH = 39;

    private static final int GROUPS = 8;
    private static final Comparator<IpAddress> ORDER = Comparator.comparing(IpAddress::isV4)
            .thenComparingLong(address -> address.high)
            .thenComparingLong(address -> address.low);

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

    /** The address of these 32 bits. */
    public static IpAddress v4(long bits) {
        return new IpAddress(true, 0, bits & 0xffff_ffffL);
    }

    /** The address of these 128 bits. */
    static IpAddress v6(long high, long low) {
        boolean mapped = high == 0 && low >>> 32 == 0xffff;
        return mapped ? v4(low) : new IpAddress(false, high, low);
    }

    public boolean isV4() {
        return v4;
    }

    /**
     * Keeps the first bits and sets the others to zero. Of an IPv4 address that an IPv6 address carries, no more than
     * {@code ipv4Bits} are kept.
     */
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
        if (is6to4()) {
            return 16 + ipv4Bits;
        }
        boolean compatible = high == 0 && low >>> 32 == 0;
        return isNat64() || isTeredo() || compatible ? 96 + ipv4Bits : 128;
    }

    /** The client's IPv4 address that an address of 6to4, NAT64 or Teredo carries (RFC 3056, 6052, 4380); else null. */
    @Nullable
    public IpAddress carried() {
        if (v4) {
            return null;
        }
        if (is6to4()) {
            return v4(high >>> 16);
        }
        if (isNat64()) {
            return v4(low);
        }
        return isTeredo() ? v4(~low) : null;
    }

    private boolean is6to4() {
        return high >>> 48 == 0x2002;
    }

    private boolean isNat64() {
        return high >>> 32 == 0x0064_ff9bL;
    }

    private boolean isTeredo() {
        return high >>> 32 == 0x2001_0000L;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress address && v4 == address.v4 && high == address.high && low == address.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high) * 31 + Long.hashCode(low);
    }

    /** An order that says nothing about networks; hash tables need it where addresses were chosen to collide. */
    @Override
    public int compareTo(IpAddress other) {
        return ORDER.compare(this, other);
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
}
