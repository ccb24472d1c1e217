package dev.waybill.sink.lane;

import dev.waybill.sink.destination.DeliveryException;
import java.util.Optional;

/**
 * How one call for a record ended.
 *
 * @param kind whether the record's offset may be passed, and why
 * @param failure what went wrong at the destination; present when failed or overdue
 */
record Outcome(Kind kind, Optional<DeliveryException> failure) {
    static final Outcome DELIVERED = new Outcome(Kind.DELIVERED, Optional.empty());
    static final Outcome DEAD_LETTER = new Outcome(Kind.DEAD_LETTER, Optional.empty());
    static final Outcome PARKED = new Outcome(Kind.PARKED, Optional.empty());
    static final Outcome PREPARED = new Outcome(Kind.PREPARED, Optional.empty());

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

    static Outcome overdue(DeliveryException failure) {
        return new Outcome(Kind.OVERDUE, Optional.of(failure));
    }

    static Outcome failed(DeliveryException failure) {
        return new Outcome(Kind.FAILED, Optional.of(failure));
    }
}
