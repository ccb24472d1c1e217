package dev.waybill.control.status;

import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** The same for programs. */
    public Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("tenant", export.tenant());
        content.put("export", export.export());
        open.ifPresent(windows -> content.put("open", content(windows)));
        undelivered.ifPresent(windows -> content.put("undelivered", content(windows)));
        return content;
    }

    private static String text(Optional<SortedSet<Window>> windows) {
        return windows.map(Leftovers::text).orElse("could not be found out");
    }

    /** How many windows, and from when to when. */
    static String text(SortedSet<Window> windows) {
        return windows.isEmpty()
                ? "none"
                : windows.size() + ", from " + windows.first().start() + " to "
                        + windows.last().end();
    }

    /** Windows for programs. */
    static List<Map<String, Object>> content(SortedSet<Window> windows) {
        return windows.stream()
                .map(window -> {
                    Map<String, Object> content = new LinkedHashMap<>();
                    content.put("start", window.start().toString());
                    content.put("end", window.end().toString());
                    return content;
                })
                .toList();
    }
}
