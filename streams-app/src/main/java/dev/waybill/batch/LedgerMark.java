package dev.waybill.batch;

import dev.waybill.batch.store.BatchStore;
import dev.waybill.batch.store.StoreKeys;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** What must be known of the partition when the ledger is told how far it has come. */
public final class LedgerMark {
    private static final byte[] PRESENT = {};

    private final BatchStore store;
    private final StoreKeys keys;

    private OptionalLong since = OptionalLong.empty();
    private boolean unattributed;
    private final SortedSet<UndecidedHour> undecided = new TreeSet<>();

    LedgerMark(BatchStore store, StoreKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    /** Takes up what the store says. */
    void restore() {
        byte[] stored = store.find(StoreKeys.LEDGER);
        if (stored != null) {
            ByteBuffer mark = ByteBuffer.wrap(stored);
            since = OptionalLong.of(mark.getLong());
            unattributed = mark.get() != 0;
        }
        store.scan(
                StoreKeys.UNDECIDED,
                (key, value) -> undecided.add(
                        new UndecidedHour(StoreKeys.readUndecidedHour(key), StoreKeys.readUndecidedTenant(key))));
    }

    /** The arrival, milliseconds, from which all of the partition stands in the ledger; empty before it has begun. */
    public OptionalLong since() {
        return since;
    }

    /** All that arrives from this time on, milliseconds, stands in the ledger. */
    public void begin(long sinceMillis) {
        since = OptionalLong.of(sinceMillis);
        save();
        undecided.forEach(this::save);
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

    /**
     * Nobody can tell what rules the event at hand.
     *
     * @param tenant whose, a valid id
     * @param epochMicros when it occurred, microseconds
     */
    public void undecided(String tenant, long epochMicros) {
        UndecidedHour hour = UndecidedHour.of(tenant, epochMicros);
        if (undecided.add(hour)) {
            save(hour);
        }
    }

    /** The hours with such events since this was asked last. */
    public List<UndecidedHour> takeUndecided() {
        List<UndecidedHour> taken = List.copyOf(undecided);
        undecided.clear();
        taken.forEach(hour -> store.delete(keys.undecided(hour.epochHour(), hour.tenant())));
        return taken;
    }

    private void save(UndecidedHour hour) {
        if (since.isPresent()) {
            store.put(keys.undecided(hour.epochHour(), hour.tenant()), PRESENT);
        }
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
