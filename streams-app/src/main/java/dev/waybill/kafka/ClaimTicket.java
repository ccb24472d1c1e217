package dev.waybill.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.event.DropReason;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the quarantine topic holds for an event that could not be processed: where to find it, and why; nothing of its
 * content. Whoever may read the source topic can look the event up there.
 *
 * @param topic source topic
 * @param partition source partition
 * @param offset source offset
 * @param reason why it is here
 * @param schemaId of the registry, where the record names one
 * @param length of the record's value, bytes
 * @param tenant the record's key, only where that is a valid tenant id
 * @param export the export it was withheld from; empty where no export could take it
 */
public record ClaimTicket(
        String topic,
        int partition,
        long offset,
        DropReason reason,
        OptionalInt schemaId,
        int length,
        Optional<String> tenant,
        Optional<String> export) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The ticket as a JSON object, UTF-8. */
    byte[] toJson() {
        ObjectNode ticket = JSON.createObjectNode();
        ticket.put("topic", topic);
        ticket.put("partition", partition);
        ticket.put("offset", offset);
        ticket.put("reason", reason.code());
        schemaId.ifPresent(id -> ticket.put("schema_id", id));
        ticket.put("length", length);
        tenant.ifPresent(id -> ticket.put("tenant", id));
        export.ifPresent(id -> ticket.put("export", id));
        return ticket.toString().getBytes(StandardCharsets.UTF_8);
    }
}
