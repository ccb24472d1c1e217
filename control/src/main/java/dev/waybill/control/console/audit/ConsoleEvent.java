package dev.waybill.control.console.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.YamlName;
import dev.waybill.control.console.access.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What somebody did to a tenant through the console, as an event of the audit input ({@code AuditEvent.avsc}, in its JSON form).
 * It names keys of a spec, never their values.
 *
 * @param id unique
 * @param type what was done, {@code export_paused}
 * @param operation the API's operation
 * @param export that it was done to; empty for the tenant as a whole
 * @param outcome what became of it
 * @param facts further ones, by name
 */
public record ConsoleEvent(
        String id,
        Instant at,
        Caller by,
        String type,
        String operation,
        String tenant,
        Optional<String> export,
        Outcome outcome,
        Map<String, String> facts) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public ConsoleEvent {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
    }

    /** What became of it. */
    public enum Outcome {
        SUCCESS,
        FAILURE
    }

    /** The record's value. */
    public byte[] value() {
        String when = at.truncatedTo(ChronoUnit.MICROS).toString();
        ObjectNode event = JSON.createObjectNode();
        event.put("event_id", id);
        event.put("tenant", tenant);
        event.put("occurred_at", when);
        event.put("recorded_at", when);
        event.put("event_type", type);
        event.put("event_group", "log_delivery");
        event.put("event_kind", "update");
        event.put("outcome", YamlName.of(outcome));
        event.putObject("actor")
                .put("identifier", by.name())
                .put("name", by.name())
                .put("kind", YamlName.of(by.role()));
        event.putObject("object")
                .put("identifier", export.map(id -> tenant + "/" + id).orElse(tenant))
                .put("name", export.orElse(tenant))
                .put("kind", export.isPresent() ? "export" : "tenant");
        event.put("authentication_method", "token");
        event.put("service_name", "waybill-console");
        event.put("operation_id", operation);
        ObjectNode context = event.putObject("context");
        facts.forEach(context::put);
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }
}
