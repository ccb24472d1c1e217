package dev.waybill.control.console.state;

import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.status.ExportState;
import dev.waybill.control.status.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All exports at a glance.
 *
 * @param at when it was made up, by this machine's clock
 * @param states how many exports are in each state
 * @param needSomebody how many exports need somebody
 * @param findings what needs somebody beyond single exports
 * @param connectors what Connect says, by name; empty if it may not be asked or does not answer
 * @param series what all exports together did in the last day
 * @param freshness how far everything is known
 */
public record Overview(
        Instant at,
        int tenants,
        Map<ExportState, Integer> states,
        int needSomebody,
        List<Finding> findings,
        Optional<Map<String, ConnectorState>> connectors,
        List<ThroughputSlot> series,
        Freshness freshness) {
    public Overview {
        findings = List.copyOf(findings);
        series = List.copyOf(series);
    }
}
