package dev.waybill.control.console.audit;

/** Where audit events go. Thread-safe. */
@FunctionalInterface
public interface AuditTrail {
    /**
     * Publishes one, and waits until it is kept.
     *
     * @throws dev.waybill.contract.ClusterException if it cannot be
     */
    void publish(ConsoleEvent event);
}
