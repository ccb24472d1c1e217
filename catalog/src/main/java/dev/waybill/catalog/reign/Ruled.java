package dev.waybill.catalog.reign;

import dev.waybill.window.Window;
import java.time.Instant;
import java.util.Optional;

/**
 * A version rules an event.
 *
 * @param version the config-version
 * @param from the first instant of its reign
 * @param until the first instant after its reign; empty while no end is known
 */
public record Ruled(String version, Instant from, Optional<Instant> until) implements Ruling {
    /**
     * The window of this reign that a window of the version's schedule becomes: one that the schedule had begun before
     * the reign begins with the reign. Its end is the schedule's, because a reign ends at an edge of its own schedule;
     * where the time zone's rules were changed since, it ends with the reign.
     *
     * @param scheduled as the version's schedule has it; it holds an instant of the reign
     */
    public Window window(Window scheduled) {
        boolean beginsLater = scheduled.start().isBefore(from);
        boolean endsEarlier = until.filter(end -> end.isBefore(scheduled.end())).isPresent();
        if (!beginsLater && !endsEarlier) {
            return scheduled;
        }
        return new Window(beginsLater ? from : scheduled.start(), endsEarlier ? until.orElseThrow() : scheduled.end());
    }
}
