package dev.waybill.kafka.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * All receipts of the replay have been issued.
 *
 * @param receipts how many
 */
public record ReceiptsIssued(long receipts) implements ReplayNote {
    static final String NOTE = "receipts";

    @Override
    public void write(ObjectNode json) {
        json.put("note", NOTE).put("receipts", receipts);
    }

    static ReceiptsIssued read(JsonNode json) {
        return new ReceiptsIssued(json.path("receipts").asLong());
    }
}
