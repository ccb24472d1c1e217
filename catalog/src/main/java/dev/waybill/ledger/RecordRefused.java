package dev.waybill.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * The record was passed over and becomes no object: it is in the dead letter queue.
 *
 * @param offset of the record in its partition
 * @param object that it names, relative to the destination's prefix; empty if it names none that may be written
 */
public record RecordRefused(
        DeliveryLane lane, Instant at, long offset, Optional<String> object, DeliveryTrouble trouble)
        implements DeliveryRecord {
    public RecordRefused {
        Whole.require("offset", offset);
    }
}
