package dev.waybill.imports.line;

/** What a field of a line means for an event. Stateless. */
public sealed interface LineField
        permits ClientField,
                ForwardedField,
                IdentField,
                IgnoredField,
                NumberField,
                PercentField,
                RequestField,
                ServerField,
                StatusField,
                TargetField,
                TextField,
                TimeField,
                TrailingFields,
                UpstreamField,
                UserField,
                RequesterField {
    /** What reasons call it. */
    String name();

    /**
     * Puts what it says into the draft.
     *
     * @throws BadLineException if it cannot be what the format says it is
     */
    void put(RawText raw, EntryDraft draft) throws BadLineException;

    /**
     * Where the field, which stands without quotes, ends; -1 if it does not.
     *
     * @param next the text behind it
     */
    default int end(String line, int from, String next) {
        return line.indexOf(next, from);
    }

    /** Whether the field may begin there; what may not does not end the field before it. */
    default boolean mayStart(String line, int at) {
        return true;
    }

    /** Whether there may be blanks in it, though it stands without quotes or brackets. */
    default boolean mayHoldBlanks() {
        return false;
    }
}
