package dev.waybill.control.status;

import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.snapshot.PauseEnd;
import dev.waybill.catalog.snapshot.Paused;
import dev.waybill.contract.ExportId;
import dev.waybill.control.pause.PauseReport;
import dev.waybill.control.progress.RecordGlance;
import dev.waybill.window.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What is with one export.
 *
 * @param catalog what the catalog says
 * @param lanes how far the partitions that hold its parts are; of topics that exist
 * @param lastPart the newest part that was found; empty if none was found, or none was looked for
 * @param said what the sink has said of it; empty if nothing was found, or nobody looked
 * @param open windows with events that are not emitted; empty if nobody looked, or it could not be found out
 * @param waits the source partitions that its receipts wait for, as far as was looked
 * @param findings what needs somebody
 * @param standing its state, and why it is in it
 */
public record ExportStatus(
        CatalogExport catalog,
        List<LaneStatus> lanes,
        Optional<RecordGlance> lastPart,
        Optional<SaidDeliveries> said,
        Optional<SortedSet<Window>> open,
        List<String> waits,
        List<Finding> findings,
        Standing standing) {
    public ExportStatus {
        lanes = List.copyOf(lanes);
        waits = List.copyOf(waits);
        findings = List.copyOf(findings);
    }

    public ExportId id() {
        return catalog.id();
    }

    public boolean isWell() {
        return findings.isEmpty();
    }

    boolean isPaused() {
        return !catalog.pauses().isEmpty();
    }

    /** The nearest loss of all its lanes. */
    public Optional<Loss> loss() {
        return lanes.stream()
                .flatMap(lane -> lane.loss().stream())
                .min((a, b) -> a.left().compareTo(b.left()));
    }

    /** Everything, for programs. */
    public Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("tenant", id().tenant());
        content.put("export", id().export());
        content.put("state", standing.state().word());
        catalog.now().ifPresent(rule -> content.put("now", rule.content()));
        catalog.next().ifPresent(rule -> content.put("next", rule.content()));
        content.put(
                "paused", catalog.pauses().stream().map(ExportStatus::content).toList());
        content.put(
                "last-pauses",
                catalog.pauseEnds().stream().map(ExportStatus::content).toList());
        catalog.spec()
                .ifPresent(spec -> content.put("destination", spec.destination().base()));
        lastPart.ifPresent(part -> content.put("last-part", content(part)));
        said.ifPresent(deliveries -> content.put("deliveries", deliveries.content()));
        open.ifPresent(windows -> content.put("open", Leftovers.content(windows)));
        if (!waits.isEmpty()) {
            content.put("receipts-wait-for", waits);
        }
        content.put("delivery", lanes.stream().map(LaneStatus::content).toList());
        content.put("findings", findings.stream().map(Finding::content).toList());
        return content;
    }

    private static Map<String, Object> content(Paused paused) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("scope", paused.scope().toString());
        content.put("since", paused.appended().toString());
        paused.record().ifPresent(record -> {
            content.put("by", record.since().by());
            content.put("why", record.since().why());
        });
        content.put("text", PauseReport.since(paused));
        return content;
    }

    private static Map<String, Object> content(PauseEnd ended) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("scope", ended.scope().toString());
        content.put("paused", content(ended.record().since()));
        content.put("resumed", content(ended.record().resumed().orElseThrow()));
        return content;
    }

    private static Map<String, Object> content(Change change) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("at", change.at().toString());
        content.put("by", change.by());
        content.put("why", change.why());
        return content;
    }

    private static Map<String, Object> content(RecordGlance part) {
        Map<String, Object> content = new LinkedHashMap<>();
        part.windowStart().ifPresent(start -> content.put("window-start", start.toString()));
        part.windowEnd().ifPresent(end -> content.put("window-end", end.toString()));
        content.put("written", part.since().toString());
        content.put("bytes", part.bytes());
        return content;
    }
}
