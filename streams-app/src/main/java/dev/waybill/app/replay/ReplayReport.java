package dev.waybill.app.replay;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import dev.waybill.kafka.replay.PartWritten;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a replay has done.
 *
 * @param id the replay's
 * @param place where its parts are: a folder below each export's prefix, or one of this machine
 * @param windows all that were asked for, by export and time
 * @param refused how many records could not be processed or were withheld, by the reason's code; each has a ticket in the
 *     quarantine
 */
public record ReplayReport(String id, String place, List<Outcome> windows, SortedMap<String, Long> refused) {
    /**
     * What became of a window.
     *
     * @param parts how many objects, late ones included
     * @param lateParts how many of them hold late events
     * @param events in all of them
     */
    public record Outcome(PlannedWindow window, int parts, int lateParts, long events) {}

    private record Key(ExportId export, Instant start) {}

    public ReplayReport {
        windows = List.copyOf(windows);
        refused = new TreeMap<>(refused);
    }

    static ReplayReport of(ReplayId id, ReplayRequest request, List<PlannedWindow> windows, ReplayNotes notes) {
        Map<Key, List<PartWritten>> byWindow = notes.parts().stream()
                .collect(Collectors.groupingBy(part -> new Key(part.export(), part.windowStart())));
        List<Outcome> outcomes = new ArrayList<>();
        for (PlannedWindow window : windows) {
            List<PartWritten> parts = byWindow.getOrDefault(
                    new Key(window.export(), window.window().start()), List.of());
            outcomes.add(new Outcome(
                    window,
                    parts.size(),
                    (int) parts.stream().filter(PartWritten::late).count(),
                    parts.stream().mapToLong(PartWritten::events).sum()));
        }
        String place = request.folder().map(Path::toString).orElseGet(() -> PartHeaders.replayFolder(id.text()) + "/");
        return new ReplayReport(id.text(), place, outcomes, notes.refused());
    }

    /** Whether every window that was asked for was delivered again. */
    public boolean isComplete() {
        return windows.stream().allMatch(outcome -> outcome.window().isReplayed());
    }
}
