package dev.waybill.imports.line;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** What stands in a log where a host should: tells addresses, names and neither apart, without asking a name server. */
final class HostText {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}(%[0-9A-Za-z._-]{1,32})?");
    private static final Pattern FULL_NAME =
            Pattern.compile("([A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?\\.)+[A-Za-z][A-Za-z0-9-]*\\.?");
    private static final Pattern SERVER = Pattern.compile("[A-Za-z0-9_*~.-]+|\\[[0-9A-Fa-f:.]+\\]");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}");
    private static final int LONGEST_NAME = 254;

    private HostText() {}

    /** An IPv4 address as four decimal numbers, or an IPv6 address with or without a zone. */
    static boolean isAddress(String text) {
        return V4.matcher(text).matches()
                || text.indexOf(':') >= 0 && V6.matcher(text).matches() && isV6(text);
    }

    /** An address with a port behind it, or more than one address with commas between them. */
    static boolean looksLikeAddresses(String text) {
        String first = text.split(",", 2)[0].strip();
        String bare = first.replaceFirst("^\\[(.*)](:\\d{1,5})?$", "$1");
        return isAddress(first) || isAddress(bare) || isAddress(withoutPort(first));
    }

    /** A name with at least two labels, of which the last is no number; or {@code localhost}. */
    static boolean isFullName(String text) {
        return text.length() <= LONGEST_NAME
                && (text.equals("localhost") || FULL_NAME.matcher(text).matches());
    }

    /** What servers call themselves in logs: any name, or an address; not with a port. */
    static boolean isServer(String text) {
        return text.length() <= LONGEST_NAME && SERVER.matcher(text).matches();
    }

    /** The same without a colon and a port number at its end. */
    static String withoutPort(String text) {
        int colon = text.lastIndexOf(':');
        return colon > 0 && PORT.matcher(text).region(colon, text.length()).matches() ? text.substring(0, colon) : text;
    }

    private static boolean isV6(String text) {
        int zone = text.indexOf('%');
        try {
            // With a colon in it, the text is never looked up.
            return InetAddress.getByName(zone < 0 ? text : text.substring(0, zone)) != null;
        } catch (UnknownHostException none) {
            return false;
        }
    }
}
