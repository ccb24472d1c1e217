package dev.waybill.imports.line;

/** Something that an event has no field for, or that another field of the line says as well. */
public record IgnoredField(String name) implements LineField {
    @Override
    public void put(RawText raw, EntryDraft draft) {
        if (!raw.isNothing()) {
            draft.leftOut();
        }
    }
}
