package dev.waybill.imports.line;

import java.util.Locale;

/** A part of the request, where it is not logged as one line. */
public record TargetField(Part part) implements LineField {
    /** Which part. */
    public enum Part {
        METHOD {
            @Override
            void put(String text, EntryDraft draft) {
                draft.text("method", text);
            }
        },
        /** Path and query. */
        URI {
            @Override
            void put(String text, EntryDraft draft) {
                draft.text("uri", text);
            }
        },
        PATH {
            @Override
            void put(String text, EntryDraft draft) {
                draft.path(text);
            }
        },
        /** The query without its question mark. */
        QUERY {
            @Override
            void put(String text, EntryDraft draft) {
                draft.query(text);
            }
        },
        /** The query behind its question mark, or nothing. */
        SEARCH {
            @Override
            void put(String text, EntryDraft draft) {
                draft.query(text.startsWith("?") ? text.substring(1) : text);
            }
        },
        PROTOCOL {
            @Override
            void put(String text, EntryDraft draft) {
                draft.text("protocol", text);
            }
        };

        abstract void put(String text, EntryDraft draft);
    }

    @Override
    public String name() {
        return part.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void put(RawText raw, EntryDraft draft) {
        if (!raw.isNothing()) {
            part.put(raw.text(), draft);
        }
    }
}
