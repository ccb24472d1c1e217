package dev.waybill.catalog.record;

import dev.waybill.catalog.reign.Change;

/** The record of a pause as JSON. */
public final class PauseJson {
    /** The newest format that this program reads, and the one it writes. */
    public static final int FORMAT = 1;

    private PauseJson() {}

    public static byte[] write(PauseRecord pause) {
        return JsonOutput.value(FORMAT, out -> {
            JsonOutput.change(out, pause.since());
            JsonOutput.unknown(out, pause.unknown());
        });
    }

    /** Reads what {@link #write} wrote, and what later programs of the same format add. */
    public static PauseRecord read(byte[] value) throws UnreadableRecordException {
        JsonObject root = JsonObject.parse(value, FORMAT);
        Change since = JsonOutput.readChange(root);
        return new PauseRecord(since, root.unknown());
    }
}
