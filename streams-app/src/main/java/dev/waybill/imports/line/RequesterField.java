package dev.waybill.imports.line;

/**
 * Who asked Amazon S3. It may hold blanks, though it stands without quotes: request id, operation and key, none of which
 * does, come between it and the first field with quotes.
 */
public record RequesterField() implements LineField {
    private static final int WORDS_BEFORE_QUOTES = 3;

    @Override
    public String name() {
        return "requester";
    }

    @Override
    public void put(RawText raw, EntryDraft draft) {
        if (!raw.isNothing()) {
            draft.text("s3.requester", raw.text());
        }
    }

    @Override
    public int end(String line, int from, String next) {
        int end = line.indexOf(" \"", from);
        for (int words = 0; words < WORDS_BEFORE_QUOTES && end > from; words++) {
            end = line.lastIndexOf(' ', end - 1);
        }
        return end < from ? -1 : end;
    }

    @Override
    public boolean mayHoldBlanks() {
        return true;
    }
}
