package dev.waybill.redact.search;

import dev.waybill.event.AddressText;

/** Where a URI or host cannot be parsed, so that nobody knows what a lenient reader would see there. */
final class UriFaults {
    private UriFaults() {}

    /**
     * The first byte, in the text as it was received, of a percent sign without two hexadecimal digits, a control character
     * or an authority whose brackets hold no IP address; {@link Layer#NOWHERE} if there is none. Broken UTF-8 is not looked
     * for.
     */
    static int first(Layer text) {
        int authority = badAuthority(text);
        for (int i = 0; i < text.length() && i < authority; i++) {
            byte b = text.at(i);
            if (b == '%' && !text.isEscape(i) || b >= 0 && b < 0x20 || b == 0x7f) {
                return i;
            }
        }
        return authority;
    }

    /** Where the query or fragment of a URI begins; its length if it has none. */
    static int query(Layer uri) {
        int at = 0;
        while (at < uri.length() && uri.at(at) != '?' && uri.at(at) != '#') {
            at++;
        }
        return at;
    }

    private static int badAuthority(Layer text) {
        int begin = beginOfAuthority(text);
        int host = begin;
        int end = begin;
        boolean bracket = false;
        while (end < text.length() && "/?#".indexOf(text.at(end)) < 0) {
            bracket |= text.at(end) == '[';
            if (text.at(end) == '@' && host == begin) {
                host = end + 1;
            }
            end++;
        }
        byte[] bytes = bracket ? text.toBytes() : new byte[0];
        return bracket && AddressText.parse(bytes, host, end - host) == null ? begin : Layer.NOWHERE;
    }

    /** After the two slashes at the beginning, or else after the first scheme; the text's end if there is no authority. */
    private static int beginOfAuthority(Layer text) {
        for (int i = 0; i + 1 < text.length(); i++) {
            boolean slashes = text.at(i) == '/' && text.at(i + 1) == '/';
            if (slashes && (i == 0 || text.at(i - 1) == ':')) {
                return i + 2;
            }
        }
        return text.length();
    }
}
