package dev.waybill.format.escape;

import dev.waybill.event.Utf8;
import dev.waybill.format.row.RowBuffer;

/**
 * The escapes of Apache httpd's log lines: a backslash before quotes and backslashes, {@code \n}, {@code \r} and {@code
 * \t}, and {@code \xhh} per byte for other control characters and for bytes that are not UTF-8. Where an event has such
 * a byte as the text {@code \xhh}, since its producer could not keep it, that text is written as it is.
 */
public class ApacheEscape extends Escape {
    /** Between quotes. */
    public static final ApacheEscape QUOTED = new ApacheEscape("\"\\");
    /** In a field that ends at the next space. */
    public static final ApacheEscape BARE = new ApacheEscape(" \"\\");
    /**
     * Between quotes, text that was taken from a log with the escapes it had there: these stay. Nothing else than
     * {@link #QUOTED} allows comes out.
     */
    public static final ApacheEscape LOGGED = new ApacheEscape("\"\\") {
        @Override
        int kept(byte[] source, int position, int end) {
            return escapeLength(source, position, end);
        }
    };

    private static final int HEX_ESCAPE = 4;
    private static final String DIGITS = "0123456789abcdef";

    private ApacheEscape(String special) {
        super(special);
    }

    @Override
    void escape(int codePoint, RowBuffer out) {
        switch (codePoint) {
            case '"' -> out.ascii("\\\"");
            case '\\' -> out.ascii("\\\\");
            case '\n' -> out.ascii("\\n");
            case '\r' -> out.ascii("\\r");
            case '\t' -> out.ascii("\\t");
            default -> Utf8.forEachByte(codePoint, value -> malformed(value, out));
        }
    }

    @Override
    void malformed(int value, RowBuffer out) {
        out.ascii("\\x");
        hexByte(value, out, DIGITS);
    }

    @Override
    int kept(byte[] source, int position, int end) {
        if (source[position] != '\\') {
            return 0;
        }
        int to = position;
        while (hexEscapeAt(source, to, end) >= 0x80) {
            to += HEX_ESCAPE;
        }
        byte[] bytes = new byte[(to - position) / HEX_ESCAPE];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) hexEscapeAt(source, position + i * HEX_ESCAPE, end);
        }
        for (int i = 0; i < bytes.length; i++) {
            if (Utf8.length(bytes, i, bytes.length) > 0) {
                // Whoever undoes the escapes would see a character, and may have no right to.
                return 0;
            }
        }
        return to - position;
    }

    /** The length of the escape at {@code at}; 0 if there is none. */
    private static int escapeLength(byte[] source, int at, int end) {
        if (source[at] != '\\' || at + 1 == end) {
            return 0;
        }
        return "\"\\nrtbvf".indexOf(source[at + 1]) >= 0 ? 2 : hexEscapeAt(source, at, end) >= 0 ? HEX_ESCAPE : 0;
    }

    /** The byte that {@code \xhh} at {@code at} stands for; -1 if there is none. */
    private static int hexEscapeAt(byte[] source, int at, int end) {
        if (at + HEX_ESCAPE > end || source[at] != '\\' || source[at + 1] != 'x') {
            return -1;
        }
        int high = Character.digit(source[at + 2], 16);
        int low = Character.digit(source[at + 3], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
