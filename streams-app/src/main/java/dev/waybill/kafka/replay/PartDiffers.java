package dev.waybill.kafka.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.ExportId;
import java.time.Instant;

/**
 * A part was made that was not delivered before, so it has not left.
 *
 * @param windowStart start of its window
 * @param object what it would have been called
 */
public record PartDiffers(ExportId export, Instant windowStart, String object) implements ReplayNote {
    static final String NOTE = "differs";

    @Override
    public void write(ObjectNode json) {
        json.put("note", NOTE)
                .put("tenant", export.tenant())
                .put("export", export.export())
                .put("window_start", windowStart.toString())
                .put("object", object);
    }

    static PartDiffers read(JsonNode json) {
        return new PartDiffers(
                new ExportId(json.path("tenant").asText(), json.path("export").asText()),
                Instant.parse(json.path("window_start").asText()),
                json.path("object").asText());
    }
}
