package dev.waybill.delivery;

import dev.waybill.batch.Emitter;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.yaml.SpecException;

/** Everything that leaves a source partition: parts and final counts, claim tickets, and what its operator should hear of. */
public interface Outbox extends Emitter {
    /** The current record cannot be processed, or not for one export: its ticket. */
    void quarantine(ClaimTicketDraft ticket);

    /** The current record's event belongs to a tenant that has no enabled export for it. */
    void unrouted();

    /**
     * An event has brought a fault of our own to light, and is quarantined for it. Thrown on, it would stop the application at
     * that event, and again at every restart.
     */
    void fault(Throwable fault);

    /** Windows of the export were begun under a spec that cannot be used any more; it takes no events until it can. */
    void heldBack(ExportId export, SpecException why);
}
