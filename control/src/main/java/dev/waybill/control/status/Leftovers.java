package dev.waybill.control.status;

import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of an export has been collected and is not in its bucket, as far as that can be seen from outside.
 *
 * @param open windows that have events which are not emitted; empty if the ledger could not be read to its end
 * @param undelivered windows that have parts which no sink has delivered; empty if the topics could not be read to their end
 */
public record Leftovers(ExportId export, Optional<SortedSet<Window>> open, Optional<SortedSet<Window>> undelivered) {
    /** Those of windows that start before an instant. */
    public Leftovers before(Instant start) {
        return new Leftovers(
                export,
                open.map(windows -> beginning(windows, start)),
                undelivered.map(windows -> beginning(windows, start)));
    }

    private static SortedSet<Window> beginning(SortedSet<Window> windows, Instant before) {
        return windows.stream()
                .filter(window -> window.start().isBefore(before))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** One line for people. */
    public String text() {
        return export + ": windows that are open: " + text(open) + "; windows with undelivered parts: "
                + text(undelivered);
    }

    private static String text(Optional<SortedSet<Window>> windows) {
        if (windows.isEmpty()) {
            return "could not be found out";
        }
        SortedSet<Window> found = windows.get();
        return found.isEmpty()
                ? "none"
                : found.size() + ", from " + found.first().start() + " to "
                        + found.last().end();
    }
}
