package dev.waybill.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.imports.line.LogEntry;

/** Writes lines of a log as download events in the JSON wire form. */
final class EventJson {
    private final JsonMapper mapper = new JsonMapper();
    private final String tenant;

    EventJson(String tenant) {
        this.tenant = tenant;
    }

    /** The event of a line; {@code id} is unique within the tenant. */
    byte[] write(LogEntry entry, String id) {
        ObjectNode event = mapper.createObjectNode();
        event.put("event_id", id);
        event.put("tenant", tenant);
        event.put("occurred_at", entry.time().toString());
        event.setAll(entry.fields());
        try {
            return mapper.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an object of texts and numbers can be written", e);
        }
    }
}
