package dev.waybill.format.escape;

import dev.waybill.format.row.RowBuffer;

/** The escapes inside of a JSON string (RFC 8259). */
public final class JsonEscape extends Escape {
    public static final JsonEscape INSTANCE = new JsonEscape();

    private JsonEscape() {
        super("\"\\");
    }

    @Override
    void escape(int codePoint, RowBuffer out) {
        switch (codePoint) {
            case '"' -> out.ascii("\\\"");
            case '\\' -> out.ascii("\\\\");
            case '\n' -> out.ascii("\\n");
            case '\r' -> out.ascii("\\r");
            case '\t' -> out.ascii("\\t");
            default -> unicodeEscape(codePoint, out);
        }
    }
}
