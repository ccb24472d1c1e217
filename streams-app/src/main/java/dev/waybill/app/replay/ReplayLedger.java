package dev.waybill.app.replay;

import dev.waybill.contract.ExportId;
import java.util.List;
import java.util.Optional;

/**
 * Which pieces of the ledger a replay is about.
 *
 * @param pieces into the original place: where the entries stand that its parts are compared with. Beside it: where those
 *     of its own begin, so their ends mean nothing
 * @param evidence into the original place, of each export; else empty
 */
record ReplayLedger(List<SourceSpan> pieces, List<LedgerEvidence> evidence) {
    /** Of a replay that has nothing to do with it. */
    static final ReplayLedger NONE = new ReplayLedger(List.of(), List.of());

    ReplayLedger {
        pieces = List.copyOf(pieces);
        evidence = List.copyOf(evidence);
    }

    /** Why the ledger does not allow a window to be delivered again, if it does not. */
    Optional<WhyNot> whyNot(PlannedWindow window) {
        return of(window.export()).flatMap(evidenceOf -> evidenceOf.whyNot(window));
    }

    Optional<LedgerEvidence> of(ExportId export) {
        return evidence.stream().filter(one -> one.export().equals(export)).findFirst();
    }
}
