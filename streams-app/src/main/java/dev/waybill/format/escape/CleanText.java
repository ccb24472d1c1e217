package dev.waybill.format.escape;

import dev.waybill.format.row.RowBuffer;

/** Copies text for formats that keep control characters: only what is not UTF-8 is replaced. */
public final class CleanText extends Escape {
    public static final CleanText INSTANCE = new CleanText();

    private CleanText() {
        super("");
    }

    @Override
    void escape(int codePoint, RowBuffer out) {
        out.character(codePoint);
    }
}
