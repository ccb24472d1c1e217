package dev.waybill.imports.line;

/**
 * What nginx says about the servers that it asked, one after the other: {@code 10.0.0.1:80, 10.0.0.2:80 : 10.0.0.3:80}.
 * An event has no field for it.
 */
public record UpstreamField(String name) implements LineField {
    @Override
    public void put(RawText raw, EntryDraft draft) {
        if (!raw.isNothing()) {
            draft.leftOut();
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
