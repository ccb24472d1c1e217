package dev.waybill.spec;

import dev.waybill.contract.ReceiptCadence;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When windows begin and end.
 *
 * @param every {@code hourly}, {@code daily} or a cron expression whose fire times are the window edges
 * @param zone the zone in which {@code every} is read; zones that are always UTC all become {@link ZoneOffset#UTC}
 * @param grace how long after a window's end its events may still arrive and be on time; not negative
 */
public record ScheduleSpec(String every, ZoneId zone, Duration grace) {
    public static final Duration DEFAULT_GRACE = Duration.ofMinutes(10);
    /** With windows that can be shorter, receipts are by the day unless a spec says otherwise. */
    private static final Duration SHORTEST_WITH_RECEIPT = Duration.ofHours(1);

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

    /**
     * How short a window can be if that is shorter than {@code minimum}; empty if none is. Counted on a clock that is never
     * changed: a daily window stays a day, though one of a zone may have 23 hours.
     *
     * @throws IllegalArgumentException if {@code every} is not a schedule
     */
    public Optional<Duration> intervalBelow(Duration minimum) {
        return switch (every) {
            case "hourly" -> Optional.of(Duration.ofHours(1)).filter(hour -> hour.compareTo(minimum) < 0);
            case "daily" -> Optional.of(Duration.ofDays(1)).filter(day -> day.compareTo(minimum) < 0);
            default -> CronExpression.parse(every).intervalBelow(minimum);
        };
    }

    /**
     * How often an export with this schedule gets a receipt if its spec does not say: with each window, or with each day if
     * two edges can be nearer than an hour on a clock that is never changed.
     *
     * @throws IllegalArgumentException if {@code every} is not a schedule
     */
    public ReceiptCadence receipts() {
        return intervalBelow(SHORTEST_WITH_RECEIPT).isEmpty() ? ReceiptCadence.WINDOW : ReceiptCadence.DAILY;
    }
}
