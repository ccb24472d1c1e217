package dev.waybill.sink.backlog;

import dev.waybill.sink.destination.DeliveryException;
import java.util.Optional;

/**
 * How one call for a record ended.
 *
 * @param kind whether the record's offset may be passed, and why
 * @param failure what went wrong; present when failed, overdue or a dead letter
 */
record CallResult(Kind kind, Optional<DeliveryException> failure) {
    static final CallResult DELIVERED = new CallResult(Kind.DELIVERED, Optional.empty());
    static final CallResult PARKED = new CallResult(Kind.PARKED, Optional.empty());
    static final CallResult DISCARDED = new CallResult(Kind.DISCARDED, Optional.empty());
    static final CallResult PREPARED = new CallResult(Kind.PREPARED, Optional.empty());
    static final CallResult FREE = new CallResult(Kind.FREE, Optional.empty());
    static final CallResult BEHIND_PARKED = new CallResult(Kind.BEHIND_PARKED, Optional.empty());

    enum Kind {
        DELIVERED,
        DEAD_LETTER,
        PARKED,
        /** It must not leave any more, and was passed over. */
        DISCARDED,
        /** Another call is needed, and may be made now. */
        PREPARED,
        /** The receipt has nothing parked before it, and may go to its destination now. */
        FREE,
        /** The receipt must follow what is parked. */
        BEHIND_PARKED,
        /** The destination fails, and has for so long that the record is to be parked next. */
        OVERDUE,
        FAILED;

        /** Whether the offset may be passed. */
        boolean isEnd() {
            return this == DELIVERED || this == DEAD_LETTER || this == PARKED || this == DISCARDED;
        }
    }

    static CallResult deadLetter(DeliveryException refusal) {
        return new CallResult(Kind.DEAD_LETTER, Optional.of(refusal));
    }

    static CallResult overdue(DeliveryException failure) {
        return new CallResult(Kind.OVERDUE, Optional.of(failure));
    }

    static CallResult failed(DeliveryException failure) {
        return new CallResult(Kind.FAILED, Optional.of(failure));
    }
}
