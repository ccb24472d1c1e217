package dev.waybill.imports.line;

import java.util.regex.Pattern;

/**
 * The HTTP status: three digits. nginx writes {@code 000} where the connection ended before an answer and {@code 009}
 * for an answer of HTTP/0.9, which has no status; other formats write the single digit.
 */
public record StatusField() implements LineField {
    private static final Pattern STATUS = Pattern.compile("[1-9]\\d\\d|(00)?[09]");

    @Override
    public String name() {
        return "status";
    }

    @Override
    public void put(RawText raw, EntryDraft draft) throws BadLineException {
        if (raw.isNothing()) {
            return;
        }
        if (!STATUS.matcher(raw.logged()).matches()) {
            throw new BadLineException("the status is not three digits");
        }
        draft.number("status", Integer.parseInt(raw.logged()));
    }
}
