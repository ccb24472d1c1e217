package dev.waybill.ledger;

import dev.waybill.window.Window;
import java.time.Instant;
import java.util.Optional;

/**
 * The record was passed over and becomes no object, because its window must not leave any more: {@code apply --discard}.
 *
 * @param offset of the record in its partition
 * @param object that it names, relative to the destination's prefix; empty if it names none that may be written
 * @param window that it belongs to; empty if it does not say
 */
public record RecordDiscarded(
        DeliveryLane lane, Instant at, long offset, Optional<String> object, Optional<Window> window)
        implements DeliveryRecord {
    public RecordDiscarded {
        Whole.require("offset", offset);
    }
}
