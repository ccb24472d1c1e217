package dev.waybill.imports.line;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What one line says, in the fields of a download event.
 *
 * @param time when it happened, in whole microseconds
 * @param fields the event's other fields, nested as on the wire; what the line does not say is not there
 * @param leftOut whether the line says more than an event takes
 */
public record LogEntry(Instant time, ObjectNode fields, boolean leftOut) {
    /** The value of a field by its dotted path; a missing node where the line does not say it. */
    public JsonNode field(String path) {
        return fields.at("/" + path.replace('.', '/'));
    }

    /** Without the content. */
    @Override
    public String toString() {
        return "entry of " + time;
    }
}
