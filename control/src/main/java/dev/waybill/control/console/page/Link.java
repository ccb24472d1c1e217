package dev.waybill.control.console.page;

/** A link to another page of the console. */
public record Link(String href, String text) {
    static final Link EXPORTS = new Link("/", "Exports");
    static final Link TENANTS = new Link("/tenants", "Tenants");
    static final Link REPLAYS = new Link("/replays", "Replays");

    public Link {
        if (!href.startsWith("/") || href.startsWith("//")) {
            throw new IllegalArgumentException("a page links to pages of this console only");
        }
    }

    static Link tenant(String tenant) {
        return new Link("/tenants/" + tenant, tenant);
    }

    static Link replay(String id) {
        return new Link("/replays/" + id, id);
    }

    static Link export(String tenant, String export) {
        return new Link("/exports/" + tenant + "/" + export, export);
    }
}
