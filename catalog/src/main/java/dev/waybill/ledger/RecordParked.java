package dev.waybill.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * The record was copied to the export's parking topic, so that its partition can go on; from there it is delivered later.
 *
 * @param offset of the record in its partition
 * @param object that it carries, relative to the destination's prefix; empty if it carries none that may be written
 * @param trouble why; empty for a receipt that only keeps its place behind what was parked before
 */
public record RecordParked(
        DeliveryLane lane, Instant at, long offset, Optional<String> object, Optional<DeliveryTrouble> trouble)
        implements DeliveryRecord {
    public RecordParked {
        Whole.require("offset", offset);
    }
}
