package dev.waybill.control.connect;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Waits until connectors run or have failed, and starts again what is worth it, a bounded number of times. Used once. */
final class Settling {
    /** How often what has failed is started again. */
    static final int RESTARTS = 3;
    /** How often one looks whether connectors have settled; about a minute with {@link #LOOK}. */
    static final int LOOKS = 60;

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration BACKOFF = Duration.ofSeconds(2);

    private final ConnectRest connect;
    private final Map<String, Integer> restarts = new HashMap<>();

    Settling(ConnectRest connect) {
        this.connect = connect;
    }

    /** How often something of the connector was started again. */
    int restarts(String name) {
        return restarts.getOrDefault(name, 0);
    }

    /** The connectors as they are in the end, by name; one that Connect does not show yet is not among them. */
    Map<String, FoundConnector> settle(Collection<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, FoundConnector> now = settled(names);
        for (int round = 0; round < RESTARTS; round++) {
            List<String> worth = now.values().stream()
                    .filter(Settling::isWorthARestart)
                    .map(FoundConnector::name)
                    .toList();
            if (worth.isEmpty()) {
                return now;
            }
            connect.pass(BACKOFF.multipliedBy(1L << round));
            worth.forEach(this::restart);
            // A task says that it runs before it has tried anything.
            connect.pass(BACKOFF);
            now = settled(names);
        }
        return now;
    }

    private void restart(String name) {
        try {
            connect.restartFailed(name);
            restarts.merge(name, 1, Integer::sum);
        } catch (ConnectRefusal e) {
            // It is gone, or the worker stays in its rebalance: the next look shows what it is in.
        }
    }

    /** Where one failure stays, another start helps the others: only what has failed is started. */
    private static boolean isWorthARestart(FoundConnector connector) {
        return connector.failures().stream().anyMatch(TaskFailure::isWorthARestart);
    }

    private Map<String, FoundConnector> settled(Collection<String> names) {
        for (int look = 1; ; look++) {
            Map<String, FoundConnector> now = new TreeMap<>(connect.connectors());
            now.keySet().retainAll(names);
            boolean settled =
                    now.size() == names.size() && now.values().stream().noneMatch(FoundConnector::isUnsettled);
            if (settled || look == LOOKS) {
                return now;
            }
            connect.pass(LOOK);
        }
    }
}
