package dev.waybill.format.escape;

import dev.waybill.format.row.RowBuffer;

/**
 * The escapes of ArcSight's Common Event Format, which has one way of escaping in its header and another behind it.
 */
public final class CefEscape extends Escape {
    /** Has no line ends: they become spaces. */
    public static final CefEscape HEADER = new CefEscape("|\\", " ", " ");

    public static final CefEscape EXTENSION = new CefEscape("=\\", "\\n", "\\r");

    private final String lineFeed;
    private final String carriageReturn;

    private CefEscape(String special, String lineFeed, String carriageReturn) {
        super(special);
        this.lineFeed = lineFeed;
        this.carriageReturn = carriageReturn;
    }

    @Override
    void escape(int codePoint, RowBuffer out) {
        switch (codePoint) {
            case '|', '=', '\\' -> {
                out.put('\\');
                out.put(codePoint);
            }
            case '\n' -> out.ascii(lineFeed);
            case '\r' -> out.ascii(carriageReturn);
            default -> out.put(' ');
        }
    }
}
