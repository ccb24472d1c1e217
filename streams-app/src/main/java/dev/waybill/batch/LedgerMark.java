package dev.waybill.batch;

import dev.waybill.batch.store.BatchStore;
import dev.waybill.batch.store.StoreKeys;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** What must be known of the partition when the ledger is told how far it has come. */
public final class LedgerMark {
    private final BatchStore store;

    private OptionalLong since = OptionalLong.empty();
    private boolean unattributed;

    LedgerMark(BatchStore store) {
        this.store = store;
    }

    /** Takes up what the store says. */
    void restore() {
        byte[] stored = store.find(StoreKeys.LEDGER);
        if (stored != null) {
            ByteBuffer mark = ByteBuffer.wrap(stored);
            since = OptionalLong.of(mark.getLong());
            unattributed = mark.get() != 0;
        }
    }

    /** The arrival, milliseconds, from which all of the partition stands in the ledger; empty before it has begun. */
    public OptionalLong since() {
        return since;
    }

    /** All that arrives from this time on, milliseconds, stands in the ledger. */
    public void begin(long sinceMillis) {
        since = OptionalLong.of(sinceMillis);
        save();
    }

    /** The record at hand belongs to no tenant, as far as anybody can tell. */
    public void unattributed() {
        if (!unattributed) {
            unattributed = true;
            save();
        }
    }

    /** Whether there was such a record since this was asked last. */
    public boolean takeUnattributed() {
        boolean taken = unattributed;
        if (taken) {
            unattributed = false;
            save();
        }
        return taken;
    }

    private void save() {
        if (since.isPresent()) {
            store.put(
                    StoreKeys.LEDGER,
                    ByteBuffer.allocate(Long.BYTES + 1)
                            .putLong(since.getAsLong())
                            .put((byte) (unattributed ? 1 : 0))
                            .array());
        }
    }
}
