package dev.waybill.control.console.audit;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where audit events go. Thread-safe. */
@FunctionalInterface
public interface AuditTrail {
    /**
     * Publishes one, and waits until it is kept.
     *
     * @throws dev.waybill.contract.ClusterException if it cannot be
     */
    void publish(ConsoleEvent event);

    /**
     * Publishes several, and waits until they are kept.
     *
     * @return those that could not be, with why
     */
    default Map<ConsoleEvent, RuntimeException> publishAll(Collection<ConsoleEvent> events) {
        Map<ConsoleEvent, RuntimeException> lost = new LinkedHashMap<>();
        for (ConsoleEvent event : events) {
            try {
                publish(event);
            } catch (RuntimeException e) {
                lost.put(event, e);
            }
        }
        return lost;
    }
}
