package dev.waybill.imports.line;

/**
 * The client's address, or its full name where the server looks names up. Anything else is a sign that the line has
 * another format, and a wrong address would escape every redaction of addresses. {@code unix:} is how nginx writes that
 * the client came through a socket of the same machine.
 *
 * @param name what reasons call it
 */
public record ClientField(String name) implements LineField {
    @Override
    public void put(RawText raw, EntryDraft draft) throws BadLineException {
        if (raw.isNothing() || raw.logged().equals("unix:")) {
            return;
        }
        String text = raw.text();
        if (HostText.isAddress(text) || HostText.isFullName(text)) {
            draft.text("ip_address", text);
        } else if (HostText.looksLikeAddresses(text)) {
            throw new BadLineException("the " + name + " is not a single IP address");
        } else {
            throw new BadLineException("the " + name + " is neither an IP address nor a full host name");
        }
    }
}
