package dev.waybill.control.replay;

import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayReport.Outcome;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a replay has done that has come to its end.
 *
 * @param windows that were delivered again
 * @param parts of these windows
 * @param events in these parts
 * @param receipts that were issued; empty where none are
 * @param refused how many records could not be processed or were withheld, by the reason's code
 */
public record ReplayDone(int windows, long parts, long events, OptionalLong receipts, SortedMap<String, Long> refused) {
    public ReplayDone {
        refused = new TreeMap<>(refused);
    }

    public static ReplayDone of(ReplayReport report) {
        List<Outcome> replayed = report.windows().stream()
                .filter(outcome -> outcome.window().isReplayed())
                .toList();
        return new ReplayDone(
                replayed.size(),
                replayed.stream().mapToLong(Outcome::parts).sum(),
                replayed.stream().mapToLong(Outcome::events).sum(),
                report.receipts(),
                report.refused());
    }
}
