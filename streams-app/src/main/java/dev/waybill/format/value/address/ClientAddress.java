package dev.waybill.format.value.address;

import dev.waybill.event.AddressText;
import dev.waybill.event.Characters;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.event.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * What an address of a client or of a host is that a producer sends as text: an IP address, which may have a port, brackets or a zone; the
 * name of a host, as web servers log it that look it up, which may have a port; or anything else, such as a list, the word
 * {@code unix:}, a hash or a dash. Consumers refuse whole events whose address is none.
 */
final class ClientAddress {
    private static final long DOTTED = characters("0123456789.");
    private static final long LETTERS = characters("abcdefghijklmnopqrstuvwxyz");
    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;
    private static final int MAX_PORT_DIGITS = 5;
    /** What proxies say that do not know the address (RFC 7239, section 6.2). */
    private static final String UNKNOWN = "unknown";

    private ClientAddress() {}

    /** The address in a text field that is not null; null if it holds none. */
    static @Nullable IpAddress address(Event event, Field field) {
        return AddressText.parse(event.buffer(field), event.offset(field), event.length(field));
    }

    /** Whether there is nothing but digits and dots: an IPv4 address in the only way it can be written, or none at all. */
    static boolean isDotted(Event event, Field field) {
        return (event.characters(field) & ~DOTTED) == 0;
    }

    /** Whether the digits and dots are an IPv4 address. */
    static boolean isDottedAddress(Event event, Field field) {
        return AddressText.isDotted(event.buffer(field), event.offset(field), event.length(field));
    }

    /** Whether the text is an address alone, without port, brackets and zone. */
    static boolean isAddressAlone(Event event, Field field) {
        if (isDotted(event, field)) {
            return isDottedAddress(event, field);
        }
        if (address(event, field) == null) {
            return false;
        }
        byte[] text = event.buffer(field);
        int colons = 0;
        boolean plain = true;
        for (int i = event.offset(field), end = i + event.length(field); i < end; i++) {
            colons += text[i] == ':' ? 1 : 0;
            plain &= text[i] != '[' && text[i] != '%';
        }
        return plain && colons != 1;
    }

    /**
     * Length of the host's name that a text field that is not null begins with, a port behind it or not; 0 if it has none. A
     * name that ends in a dot is none: typed fields refuse the dot, and the text without it may be a value that a redaction
     * of whole names hides.
     */
    static int nameLength(Event event, Field field) {
        if ((event.characters(field) & LETTERS) == 0) {
            return 0;
        }
        byte[] text = event.buffer(field);
        int from = event.offset(field);
        int end = withoutPort(text, from, from + event.length(field));
        return isName(text, from, end) ? end - from : 0;
    }

    /** Where a colon and up to five digits begin at the end of the text; the end if there are none. */
    private static int withoutPort(byte[] text, int from, int to) {
        int digits = to;
        while (digits > from && isDigit(text[digits - 1])) {
            digits--;
        }
        boolean port = digits < to && to - digits <= MAX_PORT_DIGITS && digits > from && text[digits - 1] == ':';
        return port ? digits - 1 : to;
    }

    /** Whether it is a name by RFC 1123, the last part of which has a letter, and not the word for none. */
    private static boolean isName(byte[] text, int from, int to) {
        if (to - from > MAX_NAME) {
            return false;
        }
        int label = from;
        boolean letter = false;
        for (int i = from; i <= to; i++) {
            if (i == to || text[i] == '.') {
                int length = i - label;
                if (length == 0 || length > MAX_LABEL || text[label] == '-' || text[i - 1] == '-') {
                    return false;
                }
                letter = i == to && letter;
                label = i + 1;
            } else if (isLetter(text[i])) {
                letter = true;
            } else if (!isDigit(text[i]) && text[i] != '-') {
                return false;
            }
        }
        return letter && !isUnknown(text, from, to);
    }

    private static boolean isUnknown(byte[] text, int from, int to) {
        boolean same = to - from == UNKNOWN.length();
        for (int i = 0; same && i < UNKNOWN.length(); i++) {
            same = (text[from + i] | 0x20) == UNKNOWN.charAt(i);
        }
        return same;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isLetter(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    private static long characters(String all) {
        long characters = 0;
        for (char c : all.toCharArray()) {
            characters |= Characters.of(c);
        }
        return characters;
    }
}
