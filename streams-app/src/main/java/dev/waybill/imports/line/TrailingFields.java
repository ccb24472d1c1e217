package dev.waybill.imports.line;

import java.util.List;

/** The last fields of a line, of which older servers write fewer, and newer ones more. One blank between them. */
public record TrailingFields(List<LineField> fields) implements LineField {
    public TrailingFields {
        fields = List.copyOf(fields);
    }

    @Override
    public String name() {
        return fields.get(0).name();
    }

    @Override
    public void put(RawText raw, EntryDraft draft) throws BadLineException {
        String[] words = raw.logged().split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            if (words[i].isEmpty() || words[i].indexOf('"') >= 0) {
                throw new BadLineException("a field behind the last quotes is empty or holds a quote");
            }
            if (i < fields.size()) {
                fields.get(i).put(new RawText(words[i], raw.escape()), draft);
            } else {
                draft.leftOut();
            }
        }
    }

    @Override
    public boolean mayHoldBlanks() {
        return true;
    }
}
