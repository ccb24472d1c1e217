package dev.waybill.format;

/**
 * Log lines as Apache httpd writes them: a backslash before quotes and backslashes, {@code \n}, {@code \r} and
 * {@code \t}, and {@code \xhh} per byte for other control characters and for bytes that are not UTF-8.
 */
class ApacheEscape extends Escape {
    /** Between quotes. */
    static final ApacheEscape QUOTED = new ApacheEscape("\"\\");
    /** In a field that ends at the next space. */
    static final ApacheEscape BARE = new ApacheEscape(" \"\\");
    /**
     * Between quotes, text that was taken from a log with the escapes it had there: these stay. Nothing else than
     * {@link #QUOTED} allows comes out.
     */
    static final ApacheEscape LOGGED = new ApacheEscape("\"\\") {
        @Override
        int kept(byte[] source, int position, int end) {
            return source[position] == '\\' && position + 1 < end ? escapeLength(source, position + 1, end) : 0;
        }
    };

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

    /** The length of the escape whose second character stands at {@code at}; 0 if there is none. */
    private static int escapeLength(byte[] source, int at, int end) {
        if ("\"\\nrtbvf".indexOf(source[at]) >= 0) {
            return 2;
        }
        return source[at] == 'x' && at + 2 < end && isHex(source[at + 1]) && isHex(source[at + 2]) ? 4 : 0;
    }

    private static boolean isHex(byte b) {
        return b >= 0 && Character.digit(b, 16) >= 0;
    }
}
