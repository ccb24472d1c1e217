package dev.waybill.redact;

import dev.waybill.event.EventType;
import dev.waybill.kind.redaction.RedactionSpec;
import java.util.List;

/**
 * One thing a customer's files must not show. A kind is a record of what its {@link RedactionSpec} asks for.
 *
 * <p>Whatever the kind, the original value is also removed from all other fields of the event, see {@link Redactor}.
 */
public sealed interface Redaction permits DropField, DropGroup, Hash, Mask, TruncateIp {
    /** What is asked for. */
    RedactionSpec spec();

    /**
     * What this redaction does to the fields of one event type, in order; empty if the type has none of its fields. The
     * edits belong to one thread.
     *
     * @throws IllegalArgumentException if a secret is missing, or the type does not fit what {@link #spec} asks for; the
     *     message says what to do and shows no secret
     */
    List<FieldEdit> edits(EventType type, SecretLookup secrets);
}
