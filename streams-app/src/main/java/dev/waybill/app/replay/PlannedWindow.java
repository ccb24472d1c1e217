package dev.waybill.app.replay;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.window.Window;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A window that was asked for.
 *
 * @param source of its events
 * @param version the config-version that it is made under
 * @param due when it closes, by the clock of a source partition
 * @param whyNot why it cannot be delivered again; empty if it can
 */
public record PlannedWindow(
        ExportId export, Source source, Window window, String version, Instant due, Optional<WhyNot> whyNot) {
    /** The sources of these windows. */
    static Set<Source> sources(Collection<PlannedWindow> windows) {
        return windows.stream().map(PlannedWindow::source).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The exports of these windows. */
    static SortedSet<ExportId> exports(Collection<PlannedWindow> windows) {
        return windows.stream().map(PlannedWindow::export).collect(Collectors.toCollection(TreeSet::new));
    }

    PlannedWindow without(WhyNot why) {
        return new PlannedWindow(export, source, window, version, due, Optional.of(why));
    }

    /** Whether it is delivered again. */
    public boolean isReplayed() {
        return whyNot.isEmpty();
    }
}
