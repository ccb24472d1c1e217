package dev.waybill.sink;

import java.util.Optional;

/**
 * How one attempt to deliver a record ended.
 *
 * @param kind whether the record's offset may be passed, and why
 * @param failure what went wrong at the destination; present when failed, and when parked after another attempt
 */
record Outcome(Kind kind, Optional<DeliveryException> failure) {
    static final Outcome DELIVERED = new Outcome(Kind.DELIVERED, Optional.empty());
    static final Outcome DEAD_LETTER = new Outcome(Kind.DEAD_LETTER, Optional.empty());

    /** All kinds but {@link #FAILED} let the offset pass. */
    enum Kind {
        DELIVERED,
        DEAD_LETTER,
        PARKED,
        FAILED
    }

    static Outcome parked(Optional<DeliveryException> failure) {
        return new Outcome(Kind.PARKED, failure);
    }

    static Outcome failed(DeliveryException failure) {
        return new Outcome(Kind.FAILED, Optional.of(failure));
    }
}
