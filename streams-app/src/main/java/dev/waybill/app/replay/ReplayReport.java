package dev.waybill.app.replay;

import dev.waybill.contract.ExportId;
import dev.waybill.kafka.replay.PartWritten;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a replay has done.
 *
 * @param id the replay's
 * @param place where its parts are: a folder below each export's prefix, or one of this machine
 * @param windows all that were asked for, by export and time
 * @param receipts how many have been issued; empty where none are
 * @param refused how many records could not be processed or were withheld, by the reason's code; each has a ticket in the
 *     quarantine
 */
public record ReplayReport(
        String id, String place, List<Outcome> windows, OptionalLong receipts, SortedMap<String, Long> refused) {
    /**
     * What became of a window.
     *
     * @param parts how many objects, late ones included
     * @param lateParts how many of them hold late events
     * @param events in all of them
     * @param missing into the original place: parts that were delivered then and have not been made again
     * @param others into the original place: parts that were made and not delivered, since they are not the ones of then
     */
    public record Outcome(PlannedWindow window, int parts, int lateParts, long events, int missing, int others) {}

    private record Key(ExportId export, Instant start) {}

    public ReplayReport {
        windows = List.copyOf(windows);
        refused = new TreeMap<>(refused);
    }

    /** @param delivered what the parts were compared with; empty where they were not */
    static ReplayReport of(
            ReplayId id,
            ReplayRequest request,
            List<PlannedWindow> windows,
            ReplayNotes notes,
            Optional<LedgerParts> delivered) {
        Map<Key, Long> others = notes.others().stream()
                .collect(Collectors.groupingBy(
                        part -> new Key(part.export(), part.windowStart()), Collectors.counting()));
        Map<Key, List<PartWritten>> byWindow = notes.parts().stream()
                .collect(Collectors.groupingBy(part -> new Key(part.export(), part.windowStart())));
        List<Outcome> outcomes = new ArrayList<>();
        for (PlannedWindow window : windows) {
            Key key = new Key(window.export(), window.window().start());
            List<PartWritten> parts = byWindow.getOrDefault(key, List.of());
            int missing = window.isReplayed()
                    ? delivered
                            .map(named -> named.missing(window, objects(parts)))
                            .orElse(0)
                    : 0;
            int other = Math.toIntExact(others.getOrDefault(key, 0L));
            outcomes.add(new Outcome(
                    missing > 0 || other > 0 ? window.without(WhyNot.DIFFERS) : window,
                    parts.size(),
                    (int) parts.stream().filter(PartWritten::late).count(),
                    parts.stream().mapToLong(PartWritten::events).sum(),
                    missing,
                    other));
        }
        return new ReplayReport(id.text(), request.place().text(id), outcomes, notes.receipts(), notes.refused());
    }

    private static Set<String> objects(List<PartWritten> parts) {
        return parts.stream().map(PartWritten::object).collect(Collectors.toSet());
    }

    /** Whether every window that was asked for was delivered again. */
    public boolean isComplete() {
        return windows.stream().allMatch(outcome -> outcome.window().isReplayed());
    }
}
