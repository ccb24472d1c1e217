package dev.waybill.imports.line;

/**
 * A text of the event, as it is.
 *
 * @param path of the event's field
 */
public record TextField(String name, String path) implements LineField {
    @Override
    public void put(RawText raw, EntryDraft draft) {
        if (!raw.logged().equals("-")) {
            draft.text(path, raw.text());
        }
    }
}
