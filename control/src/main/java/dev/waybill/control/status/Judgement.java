package dev.waybill.control.status;

import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.progress.DeliveryGlance;
import dev.waybill.control.progress.RecordGlance;
import dev.waybill.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/**
 * Says what is with an export, by the one set of rules: for {@code status}, which looks once, and for the console, which follows
 * the topics.
 */
public final class Judgement {
    private final Lanes lanes;
    private final LedgerFindings.Found ledgers;
    private final Findings findings;
    private final Instant now;

    /**
     * A judgement of this moment.
     *
     * @param lanes how far the topics are delivered
     * @param ledgers what follows from the ledger's last hours
     * @param connectors what Connect says, by name; empty if it was not asked
     */
    public Judgement(
            Lanes lanes, LedgerFindings.Found ledgers, Optional<Map<String, ConnectorState>> connectors, Instant now) {
        this.lanes = lanes;
        this.ledgers = ledgers;
        this.findings = new Findings(now, connectors);
        this.now = now;
    }

    /**
     * What is with one export.
     *
     * @param lastPart the newest part that was found, if any was looked for
     * @param said what the sink has said of it, as far as that is known
     * @param open windows with events that are not emitted; empty if nobody knows
     * @param progress what it owes, as far as the ledger says
     */
    public ExportStatus of(
            CatalogExport export,
            Optional<RecordGlance> lastPart,
            Optional<DeliveryGlance> said,
            Optional<SortedSet<Window>> open,
            LedgerProgress progress) {
        List<LaneStatus> own = lanes.of(export.id());
        Set<String> missing = new HashSet<>(export.topics());
        missing.removeAll(lanes.topics());
        List<Finding> found = new ArrayList<>(findings.of(export, own, lanes.isKnown() ? missing : Set.of()));
        Optional<SaidDeliveries> deliveries = said.map(SaidDeliveries::new);
        deliveries.ifPresent(of -> found.addAll(of.findings(now)));
        found.addAll(ledgers.ofExports().getOrDefault(export.id(), List.of()));
        found.addAll(progress.findings(export, found, now));
        return new ExportStatus(
                export,
                own,
                lastPart,
                deliveries,
                open,
                ledgers.waits().getOrDefault(export.id(), List.of()),
                found,
                Standing.of(export, found, waiting(export, own, progress)));
    }

    /** Something of it has closed, or should have, and is not in its bucket, as far as that is known. */
    private Optional<Standing> waiting(CatalogExport export, List<LaneStatus> own, LedgerProgress progress) {
        boolean undelivered = own.stream()
                .flatMap(lane -> lane.oldest().stream())
                .anyMatch(part -> part.export().filter(export.id()::equals).isPresent());
        return progress.waiting(export, now)
                .or(() -> undelivered ? Optional.of(new Standing(ExportState.DUE, "", "")) : Optional.empty());
    }
}
