package dev.waybill.spec;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * When windows begin and end.
 *
 * @param every {@code hourly}, {@code daily} or a cron expression whose fire times are the window edges
 * @param zone the zone in which {@code every} is read; zones that are always UTC all become {@link ZoneOffset#UTC}
 * @param grace how long after a window's end its events may still arrive and be on time; not negative
 */
public record ScheduleSpec(String every, ZoneId zone, Duration grace) {
    public static final Duration DEFAULT_GRACE = Duration.ofMinutes(10);
    public static final ScheduleSpec HOURLY = new ScheduleSpec("hourly", ZoneOffset.UTC, DEFAULT_GRACE);

    public ScheduleSpec {
        if (every.isBlank()) {
            throw new IllegalArgumentException("every must not be blank");
        }
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace must not be negative");
        }
        zone = zone.normalized();
    }
}
