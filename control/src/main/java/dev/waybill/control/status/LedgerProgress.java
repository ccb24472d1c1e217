package dev.waybill.control.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What follows from the ledger about what an export owes.
 *
 * @param unemittedDue when the oldest window was due that has events which are not emitted; empty if there is none
 * @param unpassedDue when the oldest window was or will be due that not all source partitions have passed; empty if not known
 * @param undeliveredSince since when the oldest part waits that was emitted and is not known to be delivered
 */
public record LedgerProgress(
        Optional<Instant> unemittedDue, Optional<Instant> unpassedDue, Optional<Instant> undeliveredSince) {
    /** Where only this is known: when the first window is or will be due that not all source partitions have passed. */
    public static LedgerProgress passed(Optional<Instant> unpassedDue) {
        return new LedgerProgress(Optional.empty(), unpassedDue, Optional.empty());
    }

    /** What it owes: late where partitions of its source do not pass, which is said once for all exports; else due. */
    Optional<Standing> waiting(CatalogExport export, Instant now) {
        Optional<Instant> unpassed = unpassedDue.filter(any -> export.isActive());
        boolean due = Stream.of(undeliveredSince, unemittedDue, unpassed)
                .flatMap(Optional::stream)
                .anyMatch(since -> !since.isAfter(now));
        return overdue(unpassed, now)
                .map(since -> new Standing(
                        ExportState.LATE,
                        "a window that was due at " + since + " has not closed in all source partitions",
                        "look at the partitions that ./waybill status names"))
                .or(() -> due ? Optional.of(new Standing(ExportState.DUE, "", "")) : Optional.empty());
    }

    /** @param others what was found already: nothing is said twice */
    List<Finding> findings(CatalogExport export, List<Finding> others, Instant now) {
        if (!export.pauses().isEmpty() || others.stream().anyMatch(LedgerProgress::isSaid)) {
            return List.of();
        }
        return overdue(unemittedDue, now)
                .map(due -> Finding.of(
                        ExportState.LATE,
                        "a window that was due at " + due + " is not emitted",
                        "look at the notes of the application's /readyz"))
                .or(() -> overdue(undeliveredSince, now)
                        .map(since -> Finding.of(
                                ExportState.LATE,
                                "a part that was emitted at " + since + " is not known to be in the bucket",
                                "look at the connector that delivers it, and read its metric LastError")))
                .stream()
                .toList();
    }

    private static boolean isSaid(Finding finding) {
        return finding.state().filter(ExportState.LATE::equals).isPresent();
    }

    private static Optional<Instant> overdue(Optional<Instant> since, Instant now) {
        return since.filter(from -> Duration.between(from, now).compareTo(ExportState.LATE_AFTER) > 0);
    }
}
