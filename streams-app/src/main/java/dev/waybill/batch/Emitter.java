package dev.waybill.batch;

import dev.waybill.batch.store.BatchKey;
import dev.waybill.contract.ExportId;
import dev.waybill.export.ExportVersion;

/** Takes finished parts. */
public interface Emitter {
    /**
     * Whether parts of this export can be emitted now. While they cannot, because its topic is missing or takes too small
     * messages, its batches wait in state and the others go on.
     */
    boolean accepts(ExportVersion version);

    /** Whether what is left of the batch is to be dropped, because it must not leave any more. */
    boolean discards(BatchKey key);

    /** So many rows of the batch were dropped; they count as withheld. */
    void discarded(BatchKey key, long rows);

    /** Sends a part on; it becomes visible together with the state that says it has been emitted, or not at all. */
    void emit(Part part);

    /** A batch has had its first event, of whatever outcome, or one more after its end was told. Said again while it is open. */
    void opened(BatchOpening opening);

    /** A batch has ended: everything that belongs to it has been emitted. Said once, unless it opens again. */
    void finished(BatchEnd end);

    /** From the current record on the export takes no events: they wait in the source. */
    void behind(ExportId export);

    /** The export has taken the events that waited. */
    void caughtUp(ExportId export);
}
