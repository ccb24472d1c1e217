package dev.waybill.imports.line;

/**
 * A text of the event that is percent-encoded in the line, whatever the escapes of its other fields are.
 *
 * @param path of the event's field
 */
public record PercentField(String name, String path) implements LineField {
    @Override
    public void put(RawText raw, EntryDraft draft) {
        if (!raw.isNothing()) {
            draft.text(path, new RawText(raw.logged(), LineEscape.PERCENT).text());
        }
    }
}
