package dev.waybill.redact;

import dev.waybill.event.EventType;
import java.util.List;

/**
 * One thing a customer's files must not show. A kind is a record; its YAML name is the record's name in kebab case, the
 * YAML names of its options are its components' names in kebab case, and constants named {@code DEFAULT_} and the
 * component's name hold the options that a spec may leave out.
 *
 * <p>Whatever the kind, the original value is also removed from all other fields of the event, see {@link Redactor}.
 */
public sealed interface Redaction permits DropField, DropGroup, Hash, Mask, TruncateIp {
    /**
     * What this redaction does to the fields of one event type, in order; empty if the type has none of its fields. The
     * edits belong to one thread.
     *
     * @throws IllegalArgumentException if the type has no such field, it cannot be redacted this way, or a secret is
     *     missing; the message says what to do and shows no secret
     */
    List<FieldEdit> edits(EventType type, SecretLookup secrets);
}
