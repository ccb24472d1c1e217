package dev.waybill.format;

/** Text in ArcSight's Common Event Format, which has one way of escaping in its header and one behind it. */
final class CefEscape extends Escape {
    static final CefEscape HEADER = new CefEscape("|\\");
    static final CefEscape EXTENSION = new CefEscape("=\\");

    private CefEscape(String special) {
        super(special);
    }

    @Override
    void escape(int codePoint, RowBuffer out) {
        switch (codePoint) {
            case '|', '=', '\\' -> {
                out.put('\\');
                out.put(codePoint);
            }
            case '\n' -> out.ascii("\\n");
            case '\r' -> out.ascii("\\r");
            default -> out.put(' ');
        }
    }
}
