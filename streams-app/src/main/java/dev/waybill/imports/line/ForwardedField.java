package dev.waybill.imports.line;

/** The header X-Forwarded-For, which clients choose: any text. Without quotes it may be a list with blanks. */
public record ForwardedField() implements LineField {
    @Override
    public String name() {
        return "X-Forwarded-For";
    }

    @Override
    public void put(RawText raw, EntryDraft draft) {
        if (!raw.isNothing()) {
            draft.text("forwarded_for", raw.text());
        }
    }

    @Override
    public int end(String line, int from, String next) {
        return ListEnd.of(line, from, next);
    }

    @Override
    public boolean mayHoldBlanks() {
        return true;
    }
}
