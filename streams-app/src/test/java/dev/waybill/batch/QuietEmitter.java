package dev.waybill.batch;

import dev.waybill.batch.store.BatchKey;
import dev.waybill.contract.ExportId;

/** Discards nothing, and keeps nothing of what only the ledger takes; tests override what they look at. */
public interface QuietEmitter extends Emitter {
    @Override
    default boolean discards(BatchKey key) {
        return false;
    }

    @Override
    default void discarded(BatchKey key, long rows) {}

    @Override
    default void opened(BatchOpening opening) {}

    @Override
    default void finished(BatchEnd end) {}

    @Override
    default void behind(ExportId export) {}

    @Override
    default void caughtUp(ExportId export) {}
}
