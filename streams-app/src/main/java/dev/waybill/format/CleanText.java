package dev.waybill.format;

/** Text for formats that keep control characters: only what is not UTF-8 is replaced. */
final class CleanText extends Escape {
    static final CleanText INSTANCE = new CleanText();

    private CleanText() {
        super("");
    }

    @Override
    void escape(int codePoint, RowBuffer out) {
        out.character(codePoint);
    }
}
