package dev.waybill.delivery;

import dev.waybill.batch.Emitter;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.yaml.SpecException;

/** Everything that leaves a source partition: parts and final counts, claim tickets, and what its operator should hear of. */
public interface Outbox extends Emitter {
    /** The current record cannot be processed, or not for one export: its ticket. */
    void quarantine(ClaimTicketDraft ticket);

    /** No version of any export rules the current record's event. */
    void unrouted(Unruled why);

    /**
     * An event has brought a fault of our own to light, and is quarantined for it. Thrown on, it would stop the application at
     * that event, and again at every restart.
     */
    void fault(Throwable fault);

    /** The export cannot do with its events what its spec says; from the current record on they wait in the source. */
    void heldBack(ExportId export, SpecException why);

    /** It can by now: the events that wait are read again. */
    void released(ExportId export);
}
