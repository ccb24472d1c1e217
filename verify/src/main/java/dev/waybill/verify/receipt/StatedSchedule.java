package dev.waybill.verify.receipt;

import dev.waybill.spec.ScheduleSpec;
import java.time.Duration;

/**
 * A schedule as it is written down. Its zone is a name, so that receipts can be read by a runtime that does not know it.
 *
 * @param every {@code hourly}, {@code daily} or a cron expression
 * @param zone the zone's name
 * @param grace not negative
 */
public record StatedSchedule(String every, String zone, Duration grace) {
    public StatedSchedule {
        if (every.isBlank() || zone.isBlank() || grace.isNegative()) {
            throw new IllegalArgumentException("a schedule has every, zone and a grace that is not negative");
        }
    }

    public static StatedSchedule of(ScheduleSpec spec) {
        return new StatedSchedule(spec.every(), spec.zone().getId(), spec.grace());
    }
}
