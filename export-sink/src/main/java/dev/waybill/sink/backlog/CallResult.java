package dev.waybill.sink.backlog;

import dev.waybill.sink.destination.DeliveryException;
import java.util.Optional;

/**
 * How one call for a record ended.
 *
 * @param kind whether the record's offset may be passed, and why
 * @param failure what went wrong; present when failed or overdue
 */
record CallResult(Kind kind, Optional<DeliveryException> failure) {
    static final CallResult DELIVERED = new CallResult(Kind.DELIVERED, Optional.empty());
    static final CallResult DEAD_LETTER = new CallResult(Kind.DEAD_LETTER, Optional.empty());
    static final CallResult PARKED = new CallResult(Kind.PARKED, Optional.empty());
    static final CallResult PREPARED = new CallResult(Kind.PREPARED, Optional.empty());

    enum Kind {
        DELIVERED,
        DEAD_LETTER,
        PARKED,
        /** Another call is needed, and may be made now. */
        PREPARED,
        /** The destination fails, and has for so long that the record is to be parked next. */
        OVERDUE,
        FAILED;

        /** Whether the offset may be passed. */
        boolean isEnd() {
            return this == DELIVERED || this == DEAD_LETTER || this == PARKED;
        }
    }

    static CallResult overdue(DeliveryException failure) {
        return new CallResult(Kind.OVERDUE, Optional.of(failure));
    }

    static CallResult failed(DeliveryException failure) {
        return new CallResult(Kind.FAILED, Optional.of(failure));
    }
}
