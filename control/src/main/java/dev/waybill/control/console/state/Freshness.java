package dev.waybill.control.console.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the console knows things.
 *
 * @param knownUpTo by topic, the time up to which everything that was written there is known, by this machine's clock; without those
 *     that have not been read to their end yet
 * @param lookedAt when the delivery topics were looked at last; empty if they have not been
 * @param troubles why nothing new is learned of something
 * @param windows how many are kept
 * @param windowBytes about how much memory they take
 * @param unreadable records that were passed over since they cannot be read
 */
public record Freshness(
        Map<String, Instant> knownUpTo,
        Optional<Instant> lookedAt,
        List<String> troubles,
        long windows,
        long windowBytes,
        long unreadable) {
    public Freshness {
        knownUpTo = Map.copyOf(knownUpTo);
        troubles = List.copyOf(troubles);
    }
}
