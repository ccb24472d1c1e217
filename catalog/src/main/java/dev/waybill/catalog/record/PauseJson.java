package dev.waybill.catalog.record;

import dev.waybill.catalog.reign.Change;
import java.util.Optional;

/** The record of a pause as JSON. */
public final class PauseJson {
    /** The newest format that this program reads, and the one it writes. */
    public static final int FORMAT = 1;

    private PauseJson() {}

    public static byte[] write(PauseRecord pause) {
        return JsonOutput.value(FORMAT, out -> {
            JsonOutput.change(out, pause.since());
            if (pause.resumed().isPresent()) {
                out.writeObjectFieldStart("resumed");
                JsonOutput.change(out, pause.resumed().get());
                out.writeEndObject();
            }
            JsonOutput.unknown(out, pause.unknown());
        });
    }

    /** Reads what {@link #write} wrote, and what later programs of the same format add. */
    public static PauseRecord read(byte[] value) throws UnreadableRecordException {
        JsonObject root = JsonObject.parse(value, FORMAT);
        Change since = JsonOutput.readChange(root);
        Optional<JsonObject> ended = root.optionalObject("resumed");
        Optional<Change> resumed = ended.isEmpty() ? Optional.empty() : Optional.of(JsonOutput.readChange(ended.get()));
        return new PauseRecord(since, resumed, root.unknown());
    }
}
