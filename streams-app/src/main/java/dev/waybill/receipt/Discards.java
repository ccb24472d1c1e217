package dev.waybill.receipt;

import dev.waybill.batch.store.BatchStore;
import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Parts that a sink has passed over since they must not leave any more: those that a receipt is still to name, and for a while those
 * that one has, since the sink may say it again.
 */
final class Discards {
    /** Longer than what sinks say is kept. */
    private static final Duration REMEMBERED = Duration.ofDays(35);

    /**
     * What of a window is to be named.
     *
     * @param names objects, in their order
     * @param newest when the sink passed over the last of them
     */
    record Pending(List<String> names, Instant newest) {}

    private final BatchStore store;
    private final ReceiptKeys keys;

    Discards(BatchStore store, ReceiptKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    /** The sink has passed over the object; what was said before counts once. */
    void add(ExportId export, Window window, String object, Instant at) {
        byte[] key = keys.discarded(export, window, object);
        if (store.find(key) == null && store.find(keys.discardStated(export, window, object)) == null) {
            store.put(key, value(at));
        }
    }

    /** By window. */
    SortedMap<Window, Pending> pending(ExportId export) {
        SortedMap<Window, Pending> pending = new TreeMap<>();
        store.scan(keys.discarded(export), (key, value) -> {
            Pending one = new Pending(List.of(ReceiptKeys.readDiscardedObject(key)), at(value));
            pending.merge(ReceiptKeys.readDiscardedWindow(key), one, Discards::both);
        });
        return pending;
    }

    private static Pending both(Pending some, Pending one) {
        List<String> names = new ArrayList<>(some.names());
        names.addAll(one.names());
        return new Pending(names, one.newest().isAfter(some.newest()) ? one.newest() : some.newest());
    }

    /** A receipt has named these objects; what was named long ago is forgotten. */
    void stated(ExportId export, Window window, List<String> objects, Instant at) {
        for (String object : objects) {
            store.delete(keys.discarded(export, window, object));
            store.put(keys.discardStated(export, window, object), value(at));
        }
        List<byte[]> old = new ArrayList<>();
        store.scan(keys.discardsStated(export), (key, value) -> {
            if (at(value).isBefore(at.minus(REMEMBERED))) {
                old.add(key);
            }
        });
        old.forEach(store::delete);
    }

    /** No receipt will name these objects. */
    void delete(ExportId export, Window window, List<String> objects) {
        objects.forEach(object -> store.delete(keys.discarded(export, window, object)));
    }

    private static byte[] value(Instant at) {
        return ByteBuffer.allocate(Long.BYTES).putLong(at.toEpochMilli()).array();
    }

    private static Instant at(byte[] value) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(value).getLong());
    }
}
