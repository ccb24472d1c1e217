package dev.waybill.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.ExportId;
import dev.waybill.delivery.ClaimTicketDraft;
import dev.waybill.event.DropReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the quarantine topic holds for an event that could not be processed: where to find it, and why; nothing of its
 * content. Whoever may read the source topic can look the event up there.
 *
 * @param topic source topic
 * @param partition source partition
 * @param offset source offset
 * @param reason why it is here
 * @param field path of the field it is about, as our schema calls it; empty where it is about no single one
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
        Optional<String> field,
        OptionalInt schemaId,
        int length,
        Optional<String> tenant,
        Optional<String> export) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The ticket of a record.
     *
     * @param key of the record; names the tenant where it is a valid id
     */
    static ClaimTicket of(Origin origin, ClaimTicketDraft draft, byte @Nullable [] key, byte @Nullable [] value) {
        return new ClaimTicket(
                origin.topic(),
                origin.partition(),
                origin.offset(),
                draft.reason(),
                draft.field(),
                draft.schemaId(),
                value == null ? 0 : value.length,
                Optional.ofNullable(key)
                        .filter(bytes -> bytes.length <= 63)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .filter(ExportId::isValid),
                draft.export());
    }

    /** The ticket as a JSON object, UTF-8. */
    byte[] toJson() {
        ObjectNode ticket = JSON.createObjectNode();
        ticket.put("topic", topic);
        ticket.put("partition", partition);
        ticket.put("offset", offset);
        ticket.put("reason", reason.code());
        field.ifPresent(path -> ticket.put("field", path));
        schemaId.ifPresent(id -> ticket.put("schema_id", id));
        ticket.put("length", length);
        tenant.ifPresent(id -> ticket.put("tenant", id));
        export.ifPresent(id -> ticket.put("export", id));
        return ticket.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a ticket.
     *
     * @throws IllegalArgumentException if the bytes are not a ticket
     */
    public static ClaimTicket parse(byte[] json) {
        JsonNode ticket = tree(json);
        String reason = ticket.path("reason").asText();
        return new ClaimTicket(
                ticket.path("topic").asText(),
                ticket.path("partition").asInt(),
                ticket.path("offset").asLong(),
                Stream.of(DropReason.values())
                        .filter(known -> known.code().equals(reason))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "a claim ticket has a reason that this version does not know; use a newer one")),
                Optional.ofNullable(ticket.get("field")).map(JsonNode::asText),
                ticket.has("schema_id")
                        ? OptionalInt.of(ticket.path("schema_id").asInt())
                        : OptionalInt.empty(),
                ticket.path("length").asInt(),
                Optional.ofNullable(ticket.get("tenant")).map(JsonNode::asText),
                Optional.ofNullable(ticket.get("export")).map(JsonNode::asText));
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a claim ticket: the record is not JSON", e);
        }
    }
}
