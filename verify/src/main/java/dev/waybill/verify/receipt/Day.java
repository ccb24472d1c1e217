package dev.waybill.verify.receipt;

import java.time.Instant;
import java.util.Optional;

/**
 * The events that came on time of all windows of one reign that end in one day of the schedule's zone, midnight at its end
 * included; issued when the last is complete.
 *
 * @param next the end of the day that follows; empty in the same cases as {@link OnTime#next()}
 */
public record Day(Optional<Instant> next) implements Subject {
    public Day {
        next.ifPresent(end -> WholeSecond.require("next", end));
    }

    @Override
    public String kind() {
        return "day";
    }

    @Override
    public String suffix() {
        return "";
    }
}
