package dev.waybill.control.console.change;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Which addresses are the internet's, and not of this machine, its network or its cloud's services. The ranges are those of the
 * registries of special-purpose addresses, IANA, for RFC 6890.
 */
final class PublicAddress {
    private PublicAddress() {}

    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        return !special && (address instanceof Inet6Address ? isPublic6(bytes) : isPublic4(bytes));
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        boolean thisNetwork = first == 0;
        boolean carrier = first == 100 && second >= 64 && second < 128;
        boolean protocols = first == 192 && second == 0 && (third == 0 || third == 2);
        boolean benchmarks = first == 198 && (second == 18 || second == 19);
        boolean documentation =
                first == 198 && second == 51 && third == 100 || first == 203 && second == 0 && third == 113;
        boolean reserved = first >= 240;
        return !(thisNetwork || carrier || protocols || benchmarks || documentation || reserved);
    }

    /** Global unicast is 2000::/3; what carries an IPv4 address in it is as public as that. */
    private static boolean isPublic6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        if (first == 0x64 && second == 0xff9b) {
            // Below it lies a network's own prefix, 64:ff9b:1::/48, which has the IPv4 address elsewhere.
            return Arrays.equals(bytes, 4, 12, new byte[8], 0, 8) && is(v4(bytes, 12));
        }
        if (first == 0x2002) {
            return is(v4(bytes, 2));
        }
        boolean teredoOrProtocols = first == 0x2001 && second < 0x200;
        boolean documentation = first == 0x2001 && second == 0xdb8 || first == 0x3fff && second < 0x1000;
        return (first & 0xe000) == 0x2000 && !teredoOrProtocols && !documentation;
    }

    private static InetAddress v4(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
