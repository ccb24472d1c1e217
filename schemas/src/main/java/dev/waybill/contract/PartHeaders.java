package dev.waybill.contract;

/**
 * Names of the headers every record of an export topic carries, parts and receipts alike; all values are UTF-8 text. Of a
 * receipt the object's path begins with {@code _receipts/}, the content type is {@code application/json}, the window is the one
 * it is about (of several, from the start of the first to the end of the last), and part and events are 0.
 */
public final class PartHeaders {
    public static final String TENANT = "tenant";
    public static final String EXPORT = "export";
    /** The object's path relative to the destination's prefix; never starts with a slash. */
    public static final String OBJECT = "object";

    public static final String CONTENT_TYPE = "content-type";
    /** That of a {@link PartKind}; {@link RetryMark#KIND} on a record that carries no object. */
    public static final String KIND = "kind";
    /** Start of the window, ISO-8601 in UTC with seconds, {@code 2026-03-04T05:00:00Z}. */
    public static final String WINDOW_START = "window-start";

    public static final String WINDOW_END = "window-end";
    /** The part's number, decimal, consecutive from 0 per export, window and source partition; 0 on a receipt. */
    public static final String PART = "part";
    /** How many events the part holds, decimal: 1 at least; 0 on a receipt. */
    public static final String EVENTS = "events";
    /** SHA-256 of the record's value, lower-case hex. */
    public static final String SHA256 = "sha256";

    public static final String CONFIG_VERSION = "config-version";

    /** When the record was written, by the clock of who wrote it, ISO-8601 in UTC, up to milliseconds. */
    public static final String WRITTEN_AT = "written-at";

    /**
     * The id of the replay that has made the part or receipt; on no other. It stands below the folder of the replay, unless the part
     * is delivered again to its original place.
     */
    public static final String REPLAY = "replay";

    /**
     * On receipts, and on nothing else; the value says nothing. Connectors that only see whether a header is there tell
     * receipts from parts by it.
     */
    public static final String RECEIPT = "receipt";

    private PartHeaders() {}

    /** The folder below the destination's prefix that holds the objects of a replay. */
    public static String replayFolder(String replay) {
        return REPLAY + "=" + replay;
    }
}
