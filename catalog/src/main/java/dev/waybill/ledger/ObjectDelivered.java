package dev.waybill.ledger;

import dev.waybill.contract.PartKind;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The object is at its destination, now or since an earlier attempt.
 *
 * @param kind what it is
 * @param object its name, relative to the destination's prefix
 * @param size in bytes
 * @param sha256 of its bytes, lower-case hex
 * @param window that it belongs to; empty if its record does not say
 * @param configVersion of the version that made it
 */
public record ObjectDelivered(
        DeliveryLane lane,
        Instant at,
        PartKind kind,
        String object,
        long size,
        String sha256,
        Optional<Window> window,
        String configVersion)
        implements DeliveryRecord {
    public ObjectDelivered {
        Whole.require("size", size);
    }

    /** How long after its window's end it was there. */
    public Optional<Duration> afterEnd() {
        return window.map(of -> Duration.between(of.end(), at));
    }
}
