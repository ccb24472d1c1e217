package dev.waybill.kafka.replay;

import dev.waybill.batch.Part;

/** The parts of some windows that were delivered before, as the ledger names them. Thread-safe. */
public interface DeliveredParts {
    /** What the ledger says of a part that has been made again. */
    enum Verdict {
        /** It names the same name with the same bytes. */
        NAMED,
        /** It names no such part, and live delivery has nothing more to say about its batch. */
        OTHER,
        /** Live delivery has not finished its batch: what is late in this hour is delivered by it. */
        LIVE
    }

    Verdict of(Part part);
}
