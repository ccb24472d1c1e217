package dev.waybill.verify.receipt;

import java.time.Instant;
import java.util.Optional;

/**
 * The events of one window that came on time; issued when the window is complete.
 *
 * @param next the end of the window that follows; empty if the export ends here, pauses for a while between two reigns, or
 *     goes on at another destination
 */
public record OnTime(Optional<Instant> next) implements Subject {
    public OnTime {
        next.ifPresent(end -> WholeSecond.require("next", end));
    }

    @Override
    public String kind() {
        return "window";
    }

    @Override
    public String suffix() {
        return "";
    }
}
