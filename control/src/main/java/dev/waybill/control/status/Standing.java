package dev.waybill.control.status;

import dev.waybill.catalog.snapshot.Paused;
import dev.waybill.control.pause.PauseReport;
import java.util.List;
import java.util.Optional;

/**
 * The state of an export, and why it is in it.
 *
 * @param reason in one line; empty where the state says all
 * @param advice what to do about it; empty where nothing is to be done
 */
public record Standing(ExportState state, String reason, String advice) {
    /** What people see while an export is paused. */
    private static final String RESUME = "./waybill resume lets it go on";

    /**
     * The worst of what was found; a pause comes before what it explains.
     *
     * @param waiting what it owes, where that needs nobody on its account; empty if it owes nothing
     */
    static Standing of(CatalogExport export, List<Finding> findings, Optional<Standing> waiting) {
        return first(findings, ExportState.BLOCKED)
                .or(() -> export.pauses().stream().findFirst().map(Standing::paused))
                .or(() -> first(findings, ExportState.HELD_BACK))
                .or(() -> first(findings, ExportState.LATE))
                .or(() -> waiting)
                .orElseGet(() -> new Standing(export.isActive() ? ExportState.DELIVERING : ExportState.ENDED, "", ""));
    }

    private static Optional<Standing> first(List<Finding> findings, ExportState state) {
        return findings.stream()
                .filter(finding -> finding.state().filter(state::equals).isPresent())
                .findFirst()
                .map(finding -> new Standing(state, finding.what(), finding.advice()));
    }

    private static Standing paused(Paused paused) {
        return new Standing(ExportState.PAUSED, "paused: " + PauseReport.since(paused), RESUME);
    }
}
