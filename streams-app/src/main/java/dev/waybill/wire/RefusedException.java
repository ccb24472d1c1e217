package dev.waybill.wire;

import dev.waybill.event.DropReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exception that ends the decoding of an event that must be refused. Never leaves this package; has no stack trace,
 * since bad records may be many, and no message, since it would hold event content.
 */
final class RefusedException extends Exception {
    static final RefusedException MALFORMED_AVRO = new RefusedException(DropReason.MALFORMED_AVRO);
    static final RefusedException MALFORMED_JSON = new RefusedException(DropReason.MALFORMED_JSON);
    static final RefusedException MALFORMED_PROTOBUF = new RefusedException(DropReason.MALFORMED_PROTOBUF);
    static final RefusedException INCOMPATIBLE_SCHEMA = new RefusedException(DropReason.INCOMPATIBLE_SCHEMA);

    private static final long serialVersionUID = 1L;

    private final DropReason reason;
    private final @Nullable String field;

    RefusedException(DropReason reason) {
        this(reason, null);
    }

    /** For a value of one field, by its path in our schema. */
    RefusedException(DropReason reason, @Nullable String field) {
        super(reason.code(), null, false, false);
        this.reason = reason;
        this.field = field;
    }

    /** The field it is about, if it is about one. */
    Optional<String> field() {
        return Optional.ofNullable(field);
    }

    DropReason reason() {
        return reason;
    }
}
