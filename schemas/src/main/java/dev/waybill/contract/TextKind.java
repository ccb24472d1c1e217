package dev.waybill.contract;

import java.util.Locale;

/**
 * What kind of text a field of an event holds, as its property {@code waybill.text} in the Avro schema says in lower case. It
 * decides how a redacted value is looked for in it, and what of it can be such a value.
 */
public enum TextKind {
    /** Identifies the event or decides who receives it; never changed. */
    IDENTITY,
    /** A request target or an address of a page: percent-encoded, with a path and perhaps a host and a query. */
    URI,
    /** A host's name or address, perhaps with a port. */
    HOST,
    /** The address of one client, IPv4 or IPv6. */
    ADDRESS,
    /** Addresses of clients and proxies with commas between them, as {@code X-Forwarded-For} has them. */
    ADDRESSES,
    /** One JSON value; also maps and lists. */
    JSON,
    /** Any other text. */
    PLAIN;

    static TextKind of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
