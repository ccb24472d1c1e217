package dev.waybill.catalog.snapshot;

import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.reign.Micros;
import java.time.Duration;
import java.time.Instant;

/**
 * A snapshot and up to when it is complete: every change that was made so early that it may take effect before
 * {@code decidedBefore} is in it.
 *
 * @param knownUpTo K, by this machine's clock: when the topic's end was asked for that was then read
 * @param decidedBefore event time in microseconds before which nothing that this reader has not seen can take effect
 */
public record Knowledge(CatalogSnapshot snapshot, Instant knownUpTo, long decidedBefore) {
    /** Of a reader that has read nothing. */
    public static final Knowledge NOTHING = new Knowledge(CatalogSnapshot.EMPTY, Instant.EPOCH, Long.MIN_VALUE);

    /** What follows from a snapshot that is known up to K. Without settings nobody knows the lead: nothing is decided. */
    public static Knowledge of(CatalogSnapshot snapshot, Instant knownUpTo) {
        long limit = snapshot.settings()
                .map(settings -> Micros.of(knownUpTo.plus(reach(settings))))
                .orElse(Long.MIN_VALUE);
        return new Knowledge(snapshot, knownUpTo, Math.min(limit, snapshot.settingsHoldBefore()));
    }

    /**
     * Whether what rules at this event time is known for good. Whoever has an event that is not decided waits.
     *
     * @param epochMicros microseconds since the epoch
     */
    public boolean isDecided(long epochMicros) {
        return epochMicros < decidedBefore;
    }

    /**
     * Whether this has fallen behind by half of what there is, so that work should pause until it is renewed. What there is
     * ends where an event that is as far ahead of its arrival as may be would not be decided any more.
     */
    public boolean isStale(Instant now) {
        Duration spare =
                snapshot.settings().map(settings -> spare(settings, now)).orElse(Duration.ZERO);
        return !knownUpTo.plus(spare.dividedBy(2)).isAfter(now);
    }

    /** Where the future skew takes all of the lead, such events wait whatever is done, and are not counted in. */
    private static Duration spare(SettingsRecord settings, Instant now) {
        Duration skew = settings.at(Micros.of(now)).futureSkew();
        Duration reach = reach(settings);
        Duration spare = reach.minus(skew);
        return spare.isNegative() || spare.isZero() ? reach : spare;
    }

    /** Lead − margin: how far beyond K events are decided. */
    private static Duration reach(SettingsRecord settings) {
        return settings.lead().minus(settings.margin());
    }
}
