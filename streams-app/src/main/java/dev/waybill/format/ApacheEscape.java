package dev.waybill.format;

/**
 * Log lines as Apache httpd writes them: a backslash before quotes and backslashes, {@code \n}, {@code \r} and
 * {@code \t}, and {@code \xhh} per byte for other control characters and for bytes that are not UTF-8.
 */
final class ApacheEscape extends Escape {
    /** Between quotes. */
    static final ApacheEscape QUOTED = new ApacheEscape("\"\\");
    /** In a field that ends at the next space. */
    static final ApacheEscape BARE = new ApacheEscape(" \"\\");

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
}
