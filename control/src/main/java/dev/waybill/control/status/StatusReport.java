package dev.waybill.control.status;

import dev.waybill.control.connect.ConnectorState;
import dev.waybill.json.JsonText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is with the exports that were asked for.
 *
 * @param at when, by this machine's clock
 * @param exports sorted by id
 * @param findings what needs somebody beyond single exports
 * @param partsWereLookedFor whether the newest parts were: not where there are too many exports
 * @param connectors what Connect says of those that deliver the exports, by name; empty if it was not asked
 */
public record StatusReport(
        Instant at,
        List<ExportStatus> exports,
        List<Finding> findings,
        boolean partsWereLookedFor,
        Optional<Map<String, ConnectorState>> connectors) {
    public StatusReport {
        exports = List.copyOf(exports);
        findings = List.copyOf(findings);
    }

    /** Whether nothing needs anybody. */
    public boolean isWell() {
        return findings.isEmpty() && exports.stream().allMatch(ExportStatus::isWell);
    }

    /** Everything, as an object. */
    public String json() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("at", at.toString());
        content.put("well", isWell());
        content.put("findings", findings.stream().map(Finding::content).toList());
        content.put("exports", exports.stream().map(ExportStatus::content).toList());
        connectors.ifPresent(all -> {
            Map<String, Object> states = new TreeMap<>();
            all.forEach((name, state) -> states.put(name, state.content()));
            content.put("connectors", states);
        });
        return JsonText.of(content);
    }
}
