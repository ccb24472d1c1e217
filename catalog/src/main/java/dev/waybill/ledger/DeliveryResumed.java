package dev.waybill.ledger;

import java.time.Instant;

/**
 * What held the lane back is gone, or what it had is delivered by another lane now.
 *
 * @param since since when it was held back
 * @param reason what for at last, one of the sink's errors
 */
public record DeliveryResumed(DeliveryLane lane, Instant at, Instant since, String reason) implements DeliveryRecord {}
