package dev.waybill.ledger;

import java.time.Instant;

/** What Waybill's own sink says about one lane; said at least once, and after it has happened. */
public sealed interface DeliveryRecord
        permits ObjectDelivered, DeliveryHeldBack, DeliveryResumed, RecordParked, RecordDiscarded, RecordRefused {
    /** Of which lane. */
    DeliveryLane lane();

    /** When it happened, or was found to last, by the clock of the worker. */
    Instant at();
}
