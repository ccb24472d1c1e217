package dev.waybill.kafka.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A record could not be processed, or an event was withheld from an export. Live delivery has written the ticket that says
 * which one, so there is no other one of the replay.
 *
 * @param reason its code
 */
public record EventRefused(String reason) implements ReplayNote {
    static final String NOTE = "refused";

    @Override
    public void write(ObjectNode json) {
        json.put("note", NOTE).put("reason", reason);
    }

    static EventRefused read(JsonNode json) {
        return new EventRefused(json.path("reason").asText());
    }
}
