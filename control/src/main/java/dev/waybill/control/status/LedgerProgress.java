package dev.waybill.control.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows from the ledger about what an export owes.
 *
 * @param behindSince since when it takes no events of some source partition; empty if it takes all
 * @param unemittedDue when the oldest window was due that has events which are not emitted; empty if there is none
 * @param unpassedDue when the oldest window was or will be due that not all source partitions have passed; empty if not known
 * @param undeliveredSince since when the oldest part waits that was emitted and is not known to be delivered
 */
public record LedgerProgress(
        Optional<Instant> behindSince,
        Optional<Instant> unemittedDue,
        Optional<Instant> unpassedDue,
        Optional<Instant> undeliveredSince) {
    /** Of an export of which the ledger says nothing. */
    public static final LedgerProgress NOTHING =
            new LedgerProgress(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether something has closed, or should have, and is not known to be in the bucket. */
    boolean isDue(Instant now) {
        return undeliveredSince.isPresent()
                || unemittedDue.filter(due -> !due.isAfter(now)).isPresent()
                || unpassedDue.filter(due -> !due.isAfter(now)).isPresent();
    }

    /** @param others what was found already: nothing is said twice */
    List<Finding> findings(CatalogExport export, List<Finding> others, Instant now) {
        List<Finding> findings = new ArrayList<>();
        behindSince.ifPresent(since -> findings.add(Finding.of(
                ExportState.HELD_BACK,
                "the application takes no events of it since " + since + ": what its spec needs is missing, or cannot"
                        + " be read",
                "look at the notes of the application's /readyz; the events wait in the source")));
        if (!export.pauses().isEmpty() || isSaid(others, ExportState.LATE)) {
            return findings;
        }
        Optional<Finding> late = overdue(unpassedDue, now)
                .filter(any -> export.isActive())
                .map(due -> Finding.of(
                        ExportState.LATE,
                        "a window that was due at " + due + " has not closed in all source partitions",
                        "look whether the application runs, and at its metric waybill_ledger_passed_age_seconds"))
                .or(() -> overdue(unemittedDue, now)
                        .map(due -> Finding.of(
                                ExportState.LATE,
                                "a window that was due at " + due + " is not emitted",
                                "look at the notes of the application's /readyz")))
                .or(() -> overdue(undeliveredSince, now)
                        .map(since -> Finding.of(
                                ExportState.LATE,
                                "a part that was emitted at " + since + " is not known to be in the bucket",
                                "look at the connector that delivers it, and read its metric LastError")));
        late.ifPresent(findings::add);
        return findings;
    }

    private static boolean isSaid(List<Finding> findings, ExportState state) {
        return findings.stream()
                .anyMatch(finding -> finding.state().filter(state::equals).isPresent());
    }

    private static Optional<Instant> overdue(Optional<Instant> since, Instant now) {
        return since.filter(from -> Duration.between(from, now).compareTo(ExportState.LATE_AFTER) > 0);
    }
}
