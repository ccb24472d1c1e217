package dev.waybill.catalog.record;

import dev.waybill.catalog.reign.Timeline;
import dev.waybill.catalog.reign.UnknownMembers;
import java.time.Duration;
import java.time.Instant;

/**
 * What decides bytes and membership beside the specs, from an instant on. A window is cut, closed and remembered by what
 * holds at its start; whether an event is too far in the future or too old by what holds at its arrival.
 *
 * @param from the first instant; what the first entry says holds before it too
 * @param runSize a run is cut at this many raw bytes
 * @param slack added to every export's grace, for clocks that differ
 * @param lateness for how long after a window closed its delivered ids are surely remembered
 * @param futureSkew how far an event's time may be ahead of its arrival
 * @param history how far it may be behind its arrival: an older event goes to quarantine
 */
public record PlatformSettings(
        Instant from,
        long runSize,
        Duration slack,
        Duration lateness,
        Duration futureSkew,
        Duration history,
        UnknownMembers unknown)
        implements Timeline.Entry {
    /** Waybill's defaults. */
    public static final PlatformSettings DEFAULT = new PlatformSettings(
            Instant.EPOCH,
            64L << 20,
            Duration.ofSeconds(10),
            Duration.ofHours(24),
            Duration.ofMinutes(5),
            Duration.ofDays(30),
            UnknownMembers.NONE);

    public PlatformSettings {
        if (runSize < 1) {
            throw new IllegalArgumentException("run-size must be at least 1 byte");
        }
        if (slack.isNegative() || lateness.isNegative() || futureSkew.isNegative() || history.isNegative()) {
            throw new IllegalArgumentException("slack, lateness, future-skew and history must not be negative");
        }
    }

    /** The same from another instant on. */
    public PlatformSettings from(Instant other) {
        return new PlatformSettings(other, runSize, slack, lateness, futureSkew, history, unknown);
    }
}
