package dev.waybill.format.escape;

import dev.waybill.format.row.RowBuffer;

/**
 * The escapes of a CSV file (RFC 4180). A field is quoted only if it holds a comma or a quote. Control characters
 * become {@code \n}, {@code \r}, {@code \t} or a backslash, {@code u} and four hex digits; a backslash stays as it is.
 *
 * <p>Has the state of the field that is being written: confined to one thread.
 */
public final class CsvEscape extends Escape {
    private static final String FORMULA_STARTS = "=+-@";

    private int start;
    private boolean quoted;

    public CsvEscape() {
        super(",\"");
    }

    public void begin(RowBuffer out) {
        start = out.length();
        quoted = false;
    }

    /** Puts an apostrophe before what a spreadsheet would take for a formula. A lone sign is none. */
    public void guard(RowBuffer out) {
        if (out.length() - start > 1 && FORMULA_STARTS.indexOf(out.array()[start]) >= 0) {
            out.insert(start, '\'');
        }
    }

    public void end(RowBuffer out) {
        if (quoted) {
            out.insert(start, '"');
            out.put('"');
        }
    }

    @Override
    void escape(int codePoint, RowBuffer out) {
        switch (codePoint) {
            case ',' -> {
                quoted = true;
                out.put(',');
            }
            case '"' -> {
                quoted = true;
                out.put('"');
                out.put('"');
            }
            case '\n' -> out.ascii("\\n");
            case '\r' -> out.ascii("\\r");
            case '\t' -> out.ascii("\\t");
            default -> unicodeEscape(codePoint, out);
        }
    }
}
