package dev.waybill.control.connect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of all connectors.
 *
 * @param connectors sorted by name
 */
public record ConnectReport(List<ConnectorResult> connectors) {
    public ConnectReport {
        connectors = List.copyOf(connectors);
    }

    /** Whether nobody has to do anything. */
    public boolean isWell() {
        return connectors.stream().allMatch(ConnectorResult::isWell);
    }

    /** Whether anything was changed, or would be. */
    public boolean hasChanges() {
        return connectors.stream()
                .anyMatch(result -> List.of("created", "changed", "deleted").contains(result.done()));
    }

    /** A line for each connector that changes or needs somebody, and one with the numbers. */
    public String text() {
        Map<String, Integer> counts = new TreeMap<>();
        connectors.forEach(
                result -> counts.merge(result.refusal().isPresent() ? "refused" : result.done(), 1, (a, b) -> a + b));
        String numbers = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
        return connectors.stream()
                        .filter(result ->
                                !result.isWell() || !result.done().equals("unchanged") || result.restarts() > 0)
                        .map(result -> "connector " + result.lines())
                        .collect(Collectors.joining())
                + "connectors: " + (numbers.isEmpty() ? "none" : numbers) + "\n";
    }

    /** For JSON. */
    public Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("well", isWell());
        content.put(
                "connectors", connectors.stream().map(ConnectorResult::content).toList());
        return content;
    }
}
