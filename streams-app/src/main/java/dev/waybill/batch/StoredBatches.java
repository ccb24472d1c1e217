package dev.waybill.batch;

import dev.waybill.batch.store.BatchKey;
import dev.waybill.batch.store.BatchStore;
import dev.waybill.batch.store.ExportWindow;
import dev.waybill.batch.store.StoreKeys;
import dev.waybill.contract.ExportId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one source partition as the store holds them, without their rows. Those that stand there only are also
 * listed by export and due time.
 */
final class StoredBatches {
    /**
     * A batch that is listed.
     *
     * @param place its key in the list
     * @param key which
     * @param dueMillis when it closes
     * @param rows how many rows of it count as remembered when it closes; negative where none of it is remembered
     * @param windowDueMillis when its window is due, slack not included
     * @param latenessMillis for how long after that its ids are surely remembered
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Listed(byte[] place, BatchKey key, long dueMillis, long rows, long windowDueMillis, long latenessMillis) {
        /** Where the list goes on after it. */
        byte[] next() {
            return Arrays.copyOf(place, place.length + 1);
        }
    }

    private final BatchStore store;
    private final StoreKeys keys;

    StoredBatches(BatchStore store, StoreKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    /** Stores the batch as it is, less what stands in memory only. */
    void put(Batch batch) {
        store.put(keys.batch(batch.key()), BatchCodec.encode(batch));
    }

    byte @Nullable [] find(BatchKey key) {
        return store.find(keys.batch(key));
    }

    void delete(BatchKey key) {
        store.delete(keys.batch(key));
    }

    /** Lists a batch, for it stands in the store only from now on; answers at which place. */
    byte[] list(Batch batch) {
        batch.list();
        put(batch);
        byte[] place = keys.listed(batch.key(), batch.dueMillis());
        ByteBuffer value = ByteBuffer.allocate(3 * Long.BYTES)
                .putLong(batch.remembersIds() ? batch.rows() : -1)
                .putLong(batch.windowDueMillis())
                .putLong(batch.settings().lateness().toMillis());
        store.put(place, value.array());
        return place;
    }

    /** Takes a batch from the list, for it stands in memory from now on. */
    void unlist(Batch batch) {
        batch.unlist();
        put(batch);
        store.delete(keys.listed(batch.key(), batch.dueMillis()));
    }

    /** Visits all batches. */
    void scan(BiConsumer<BatchKey, byte[]> visitor) {
        store.scan(StoreKeys.BATCHES, (key, value) -> visitor.accept(StoreKeys.readBatch(key), value));
    }

    /** Visits the batches of one window: the one on time, and the late ones by hour. */
    void scan(ExportWindow window, BiConsumer<BatchKey, byte[]> visitor) {
        store.scan(keys.batchesOf(window), (key, value) -> visitor.accept(StoreKeys.readBatch(key), value));
    }

    /**
     * The listed batches of an export that are due before {@code toMillis}, by due time.
     *
     * @param from the place in the list to begin at
     * @param limit how many at most
     */
    List<Listed> listed(ExportId export, byte[] from, long toMillis, int limit) {
        List<Listed> found = new ArrayList<>();
        store.scanRange(from, keys.listedFrom(export, toMillis), (place, value) -> {
            ByteBuffer numbers = ByteBuffer.wrap(value);
            StoreKeys.Listed key = StoreKeys.readListed(place);
            found.add(new Listed(
                    place, key.batch(), key.dueMillis(), numbers.getLong(), numbers.getLong(), numbers.getLong()));
            return found.size() < limit;
        });
        return found;
    }

    /** The place in the list before all batches of the export that are due at this time or later. */
    byte[] placeOf(ExportId export, long dueMillis) {
        return keys.listedFrom(export, dueMillis);
    }
}
