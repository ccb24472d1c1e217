package dev.waybill.app.replay;

import dev.waybill.contract.ExportId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the ledger said of an export when a replay into the original place began.
 *
 * @param wholeFrom of windows that start no earlier it holds everything
 * @param through what was due by then was closed in all partitions of its source
 * @param unfinished the starts of windows that had not been emitted as a whole, though they were due
 */
record LedgerEvidence(ExportId export, Instant wholeFrom, Instant through, SortedSet<Instant> unfinished) {
    LedgerEvidence {
        unfinished = new TreeSet<>(unfinished);
    }

    /**
     * What a view says.
     *
     * @param heldFrom when the oldest entry was appended that the ledger still holds; empty if it holds all there ever were
     * @param skew how far an event's time may be ahead of its arrival, and an arrival that a producer claims of the
     *     append
     */
    static LedgerEvidence of(PlannedWindow any, LedgerView view, Optional<Instant> heldFrom, Duration skew) {
        Instant since = view.since(any.source());
        Instant recorded = since.equals(Instant.MAX) ? since : since.plus(skew);
        Instant held = heldFrom.map(oldest -> oldest.plus(skew).plus(skew).plusNanos(1))
                .orElse(Instant.MIN);
        Instant through = view.through(any.source());
        return new LedgerEvidence(
                any.export(),
                recorded.isAfter(held) ? recorded : held,
                through,
                view.unfinished(any.export(), through));
    }

    /** Why a window of the export cannot be compared, if it cannot. */
    Optional<WhyNot> whyNot(PlannedWindow window) {
        Instant start = window.window().start();
        if (window.due().isAfter(through) || unfinished.contains(start)) {
            return Optional.of(WhyNot.UNFINISHED);
        }
        return start.isBefore(wholeFrom) ? Optional.of(WhyNot.NOT_IN_LEDGER) : Optional.empty();
    }
}
