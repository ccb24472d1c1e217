package dev.waybill.imports.line;

/**
 * What the client's machine says about its user (RFC 1413): a hyphen, since nobody asks any more. An event has no field
 * for it. An address there is a sign that the line begins with more fields than the format has.
 */
public record IdentField() implements LineField {
    @Override
    public String name() {
        return "ident";
    }

    @Override
    public void put(RawText raw, EntryDraft draft) throws BadLineException {
        if (raw.logged().equals("-")) {
            return;
        }
        if (!draft.has("ip_address") || HostText.looksLikeAddresses(raw.text()) || HostText.isFullName(raw.text())) {
            throw new BadLineException("the ident is a host");
        }
        draft.leftOut();
    }
}
