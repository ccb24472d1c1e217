package dev.waybill.app.replay;

import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Looks up in the ledger what live delivery has said of the exports of a replay. */
final class LedgerComparison {
    /** Entries of a replay's own have no earlier time than this before the clock here when it begins. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final String application;
    private final LedgerReading reading;

    /** @param application the live one */
    LedgerComparison(String application, LedgerReading reading) {
        this.application = application;
        this.reading = reading;
    }

    /**
     * Which pieces of the ledger a replay of these windows is about, and what they say.
     *
     * @param now when it begins
     * @param skew how far an event's time may be ahead of its arrival
     */
    ReplayLedger plan(ReplayRequest request, List<PlannedWindow> windows, Inputs inputs, Instant now, Duration skew) {
        if (request.place() instanceof LocalFolder) {
            return ReplayLedger.NONE;
        }
        boolean compared = request.place() instanceof OriginalPlace;
        Instant from = compared ? request.from().minus(skew).minus(skew) : now.minus(CLOCKS_DIFFER);
        Set<TopicPartition> partitions = LedgerReading.partitions(PlannedWindow.exports(windows));
        List<SourceSpan> pieces = inputs.spans(List.of(Topics.LEDGER), from, now).stream()
                .filter(piece -> partitions.contains(piece.source()))
                .toList();
        List<LedgerEvidence> evidence = new ArrayList<>();
        if (compared) {
            pieces.forEach(piece -> evidence.addAll(evidence(windows, piece, skew)));
        }
        return new ReplayLedger(pieces, evidence);
    }

    private Collection<LedgerEvidence> evidence(List<PlannedWindow> windows, SourceSpan piece, Duration skew) {
        LedgerView view = view(piece, PlannedWindow.exports(windows));
        Map<ExportId, LedgerEvidence> evidence = new TreeMap<>();
        for (PlannedWindow window : windows) {
            if (isIn(piece, window.export())) {
                evidence.computeIfAbsent(
                        window.export(), export -> LedgerEvidence.of(window, view, piece.heldFrom(), skew));
            }
        }
        return evidence.values();
    }

    /** What live delivery had emitted when a replay into the original place began. */
    LedgerParts delivered(ReplayLedger ledger, SettingsRecord settings) {
        LedgerParts delivered = new LedgerParts(settings);
        List<ExportId> exports =
                ledger.evidence().stream().map(LedgerEvidence::export).toList();
        for (SourceSpan piece : ledger.pieces()) {
            LedgerView view = view(piece, exports);
            ledger.evidence().stream()
                    .filter(one -> isIn(piece, one.export()))
                    .forEach(one -> delivered.add(one, view.parts(one.export())));
        }
        return delivered;
    }

    private static boolean isIn(SourceSpan piece, ExportId export) {
        return LedgerReading.partitions(List.of(export)).contains(piece.source());
    }

    private LedgerView view(SourceSpan piece, Collection<ExportId> exports) {
        LedgerView view = new LedgerView();
        reading.read(piece, application, exports, view::add);
        return view;
    }
}
