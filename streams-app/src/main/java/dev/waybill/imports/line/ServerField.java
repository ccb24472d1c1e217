package dev.waybill.imports.line;

/** The host that was asked for, with or without a port. */
public record ServerField() implements LineField {
    @Override
    public String name() {
        return "server";
    }

    @Override
    public void put(RawText raw, EntryDraft draft) throws BadLineException {
        if (raw.isNothing()) {
            return;
        }
        String host = HostText.withoutPort(raw.text());
        if (!HostText.isServer(host)) {
            throw new BadLineException("the server is not a host with or without a port");
        }
        draft.text("host", host);
    }
}
