package dev.waybill.kafka.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.batch.Part;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;
import java.time.Instant;

/**
 * A part has left.
 *
 * @param windowStart start of its window
 * @param late whether it holds late events
 * @param object what it is called, below the export's prefix or folder
 * @param events how many it holds
 * @param bytes its size
 */
public record PartWritten(
        ExportId export, Instant windowStart, boolean late, String object, long events, long bytes, String sha256)
        implements ReplayNote {
    static final String NOTE = "part";

    static PartWritten of(Part part, String object) {
        return new PartWritten(
                part.export(),
                part.window().start(),
                part.kind() == PartKind.LATE_PART,
                object,
                part.events(),
                part.bytes().length,
                part.sha256());
    }

    @Override
    public void write(ObjectNode json) {
        json.put("note", NOTE)
                .put("tenant", export.tenant())
                .put("export", export.export())
                .put("window_start", windowStart.toString())
                .put("late", late)
                .put("object", object)
                .put("events", events)
                .put("bytes", bytes)
                .put("sha256", sha256);
    }

    static PartWritten read(JsonNode json) {
        return new PartWritten(
                new ExportId(json.path("tenant").asText(), json.path("export").asText()),
                Instant.parse(json.path("window_start").asText()),
                json.path("late").asBoolean(),
                json.path("object").asText(),
                json.path("events").asLong(),
                json.path("bytes").asLong(),
                json.path("sha256").asText());
    }
}
