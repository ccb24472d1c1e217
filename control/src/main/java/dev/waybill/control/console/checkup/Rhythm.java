package dev.waybill.control.console.checkup;

import dev.waybill.contract.ExportId;
import java.time.Duration;
import java.time.Instant;

/**
 * How often an export is looked at. Each has its own moment in every stretch of time, by its id, so that looks are spread evenly
 * and come at the same time of day after a restart, too.
 *
 * @param every zero if none is looked at on a schedule
 */
public record Rhythm(Duration every) {
    /** More often would cost tenants more than it tells. */
    public static final Duration SHORTEST = Duration.ofHours(1);

    /** Longer says less than the run by hand that everybody makes after a change. */
    public static final Duration LONGEST = Duration.ofDays(30);

    /** Spreads ids that differ in a digit only. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    public Rhythm {
        if (!every.isZero() && (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException(
                    "the doctor looks every " + SHORTEST + " to " + LONGEST + ", or PT0S: never; not every " + every);
        }
    }

    boolean isOff() {
        return every.isZero();
    }

    /** The export's first moment after an instant. */
    Instant next(ExportId id, Instant after) {
        long step = every.toMillis();
        long own = ((id.toString().hashCode() * SPREAD) >>> 1) % step;
        long since = Math.floorMod(after.toEpochMilli() - own, step);
        return Instant.ofEpochMilli(after.toEpochMilli() - since + step);
    }
}
