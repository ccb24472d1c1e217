package dev.waybill.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * Nothing of the lane is delivered for now. Said when that begins, when the reason changes, and again while it lasts. It has
 * ended when the lane has resumed, has delivered an object, or has parked a record, which waits in another lane from then on.
 *
 * @param since when the first record that waits was written, or its export paused, whichever was later
 * @param retryAt when it is tried again; empty if only somebody can make it go on
 */
public record DeliveryHeldBack(
        DeliveryLane lane, Instant at, Instant since, DeliveryTrouble trouble, Optional<Instant> retryAt)
        implements DeliveryRecord {}
