package dev.waybill.event;

/**
 * Why an event went to quarantine instead of to its tenant. The code appears in claim tickets, metrics and logs, so it
 * never changes.
 */
public enum DropReason {
    /** The record has no value, or one of zero bytes. */
    EMPTY_VALUE("empty-value"),
    /** The first byte is neither 0x00 (a schema id follows) nor an opening brace (JSON), or the schema id is cut off. */
    UNKNOWN_WIRE_FORMAT("unknown-wire-format"),
    /** The value begins like those of another registry: AWS Glue, or Confluent's with UUIDs instead of numbers. */
    UNSUPPORTED_FRAMING("unsupported-framing"),
    /** The registry says that it does not know the schema id. */
    UNKNOWN_SCHEMA_ID("unknown-schema-id"),
    /** The registry has something under the schema id that is neither Avro nor JSON Schema nor Protobuf. */
    UNSUPPORTED_SCHEMA_TYPE("unsupported-schema-type"),
    /** The registered schema is broken, or what it refers to does not exist. */
    UNREADABLE_SCHEMA("unreadable-schema"),
    /** The writer's schema is known but cannot be read as this kind of event; a time may lack a unit. */
    INCOMPATIBLE_SCHEMA("incompatible-schema"),
    /** The bytes do not follow the writer's schema: cut off, too long, or with impossible lengths. */
    MALFORMED_AVRO("malformed-avro"),
    /** Not one complete JSON object, or ambiguous. */
    MALFORMED_JSON("malformed-json"),
    /** A value in JSON has another type than the field of that name; the ticket names the field. */
    WRONG_TYPE("wrong-type"),
    /** The bytes are no message of the writer's type: cut off, with impossible lengths, or of a type that it lacks. */
    MALFORMED_PROTOBUF("malformed-protobuf"),
    /** {@code event_id} is absent, null or empty. */
    MISSING_EVENT_ID("missing-event-id"),
    /** {@code tenant} is absent, null or empty. */
    MISSING_TENANT("missing-tenant"),
    /** {@code tenant} is not a valid tenant id. */
    INVALID_TENANT("invalid-tenant"),
    /** {@code occurred_at} is absent, null, or what producers send that never set it: 0, or the first day of the year 1. */
    MISSING_OCCURRED_AT("missing-occurred-at"),
    /** A time is before the earliest day that is accepted, or after the year 9999; its unit may be another one. */
    TIME_OUT_OF_RANGE("time-out-of-range"),
    /** {@code occurred_at} is further ahead of the record's arrival than the allowed skew. */
    IN_THE_FUTURE("in-the-future"),
    /** {@code occurred_at} is longer before the record's arrival than events are taken. */
    TOO_OLD("too-old"),
    /** The tenant's record in the catalog cannot be read, so nobody can tell which exports the event is for. */
    UNDECIDABLE("undecidable"),
    /**
     * The record was read again after a restart and now names another tenant, though exports of the first one have it
     * already; others of them do not.
     */
    CHANGED_TENANT("changed-tenant"),
    /** The event is larger than a part may be. */
    TOO_LARGE("too-large"),
    /** A redaction could not be applied, so the event is withheld. */
    REDACTION_FAILED("redaction-failed"),
    /** The export's filter expression failed on the event, so the event is withheld. */
    FILTER_FAILED("filter-failed"),
    /** A fault of Waybill's own that this event brought to light: it is set aside, and the events after it go on. */
    PROCESSING_FAILED("processing-failed");

    private final String code;

    DropReason(String code) {
        this.code = code;
    }

    /** The reason in kebab case. */
    public String code() {
        return code;
    }
}
