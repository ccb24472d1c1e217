package dev.waybill.catalog.snapshot;

import java.time.Instant;
import java.util.Optional;

/**
 * A record of the catalog that this reader cannot read.
 *
 * @param key the record's
 * @param reason without values
 * @param inForceUntil until when, in event time, the last good record of this key rules; empty if there never was one
 */
public record Fault(String key, long offset, Instant appended, String reason, Optional<Instant> inForceUntil) {
    /** One line for logs and people. */
    public String text() {
        String effect = inForceUntil
                .map(until -> "the last good one rules events before " + until)
                .orElse("there is no good one before it");
        return "the catalog's record " + key + " (offset " + offset + ", " + appended + ") " + reason + "; " + effect;
    }
}
