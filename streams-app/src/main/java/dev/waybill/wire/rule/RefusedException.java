package dev.waybill.wire.rule;

import dev.waybill.event.DropReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exception that ends the decoding of an event that must be refused. Never leaves the decoder; has no stack trace,
 * since bad records may be many, and no message, since it would hold event content.
 */
public final class RefusedException extends Exception {
    /** The value is not what its Avro schema says. */
    public static final RefusedException MALFORMED_AVRO = new RefusedException(DropReason.MALFORMED_AVRO);
    /** The value is not the JSON of an event. */
    public static final RefusedException MALFORMED_JSON = new RefusedException(DropReason.MALFORMED_JSON);
    /** The value is not what its Protobuf file says. */
    public static final RefusedException MALFORMED_PROTOBUF = new RefusedException(DropReason.MALFORMED_PROTOBUF);
    /** The writer's schema cannot be read as an event. */
    public static final RefusedException INCOMPATIBLE_SCHEMA = new RefusedException(DropReason.INCOMPATIBLE_SCHEMA);

    private static final long serialVersionUID = 1L;

    private final DropReason reason;
    private final @Nullable String field;

    RefusedException(DropReason reason) {
        this(reason, null);
    }

    /** For a value of one field, by its path in our schema. */
    public RefusedException(DropReason reason, @Nullable String field) {
        super(reason.code(), null, false, false);
        this.reason = reason;
        this.field = field;
    }

    /** The field it is about, if it is about one. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /** Why the event is refused. */
    public DropReason reason() {
        return reason;
    }
}
