package dev.waybill.control.console.state;

import dev.waybill.ledger.LedgerCounts;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One window of an export.
 *
 * @param due when it closes
 * @param version that it is processed under; empty if the catalog does not plan it any more
 * @param counts of the batches that have ended, late ones among them
 * @param late how many of the events that were read came late
 * @param parts that were emitted
 * @param arrived how many of them are known to be in the bucket
 * @param bytes of all parts
 * @param afterEnd how long after its end the last part was in the bucket whose events were on time; empty if that is not known
 * @param receipt the name of its receipt in the bucket; empty if it is not there
 */
public record WindowLine(
        Window window,
        WindowState state,
        Optional<Instant> due,
        Optional<String> version,
        LedgerCounts counts,
        long late,
        int parts,
        int arrived,
        long bytes,
        Optional<Duration> afterEnd,
        Optional<String> receipt,
        Set<WindowRemark> remarks) {
    public WindowLine {
        remarks = Set.copyOf(remarks);
    }
}
