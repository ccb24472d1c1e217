package dev.waybill.receipt;

import dev.waybill.batch.store.BatchStore;
import dev.waybill.contract.ExportId;
import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.PartEmitted;
import dev.waybill.verify.receipt.Part;
import dev.waybill.window.Window;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** What the ledger has said of batches that no receipt has stated yet. All of it stands in the store. */
final class Batches {
    private final BatchStore store;
    private final ReceiptKeys keys;

    Batches(BatchStore store, ReceiptKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    Optional<StoredBatch> find(BatchName name) {
        byte[] stored = store.find(keys.batch(name));
        return stored == null ? Optional.empty() : Optional.of(StoredBatch.decode(stored));
    }

    void put(BatchName name, StoredBatch batch) {
        store.put(keys.batch(name), batch.encode());
    }

    /** The batch has another part. */
    void add(BatchName name, StoredBatch batch, PartEmitted part) {
        store.put(keys.part(name, part.number()), encode(part));
        put(name, batch.with(part));
    }

    /** All of the batch has been said. */
    void finish(BatchName name, StoredBatch batch, BatchFinished end) {
        put(name, batch.with(end));
    }

    /** Entries were lost: nobody knows the end of what has not ended. */
    void lose() {
        Map<BatchName, StoredBatch> open = new HashMap<>();
        store.scan(ReceiptKeys.BATCHES, (key, value) -> {
            StoredBatch batch = StoredBatch.decode(value);
            if (!batch.finished()) {
                open.put(ReceiptKeys.readBatch(key), batch);
            }
        });
        open.forEach((name, batch) -> put(name, batch.lost()));
    }

    /** The batches of a window that are wanted, by source partition. */
    SortedMap<BatchName, StoredBatch> of(ExportId export, Window window, BiPredicate<BatchName, StoredBatch> wanted) {
        SortedMap<BatchName, StoredBatch> found = new TreeMap<>(BatchName.IN_ORDER);
        store.scan(keys.batches(export, window), (key, value) -> {
            BatchName name = ReceiptKeys.readBatch(key);
            StoredBatch batch = StoredBatch.decode(value);
            if (wanted.test(name, batch)) {
                found.put(name, batch);
            }
        });
        return found;
    }

    /** The batches of events on time, of windows that start before an instant, that a receipt is still to state. */
    SortedMap<BatchName, StoredBatch> onTimeBefore(ExportId export, Instant start) {
        SortedMap<BatchName, StoredBatch> found = new TreeMap<>(BatchName.IN_ORDER);
        store.scanRange(keys.batchesFrom(export, Instant.MIN), keys.batchesFrom(export, start), (key, value) -> {
            BatchName name = ReceiptKeys.readBatch(key);
            if (!name.isLate()) {
                StoredBatch batch = StoredBatch.decode(value);
                if (!batch.afterwards()) {
                    found.put(name, batch);
                }
            }
            return true;
        });
        return found;
    }

    /** When the first window starts of which {@link #onTimeBefore} has a batch; empty if it has none. */
    Optional<Instant> firstOnTimeBefore(ExportId export, Instant start) {
        Instant[] first = {Instant.MAX};
        store.scanRange(keys.batchesFrom(export, Instant.MIN), keys.batchesFrom(export, start), (key, value) -> {
            BatchName name = ReceiptKeys.readBatch(key);
            if (name.isLate() || StoredBatch.decode(value).afterwards()) {
                return true;
            }
            first[0] = name.window().start();
            return false;
        });
        return Optional.of(first[0]).filter(found -> !found.equals(Instant.MAX));
    }

    /** When the latest window ends of which the store has a batch. */
    Optional<Instant> latestEnd(ExportId export) {
        Instant[] latest = {Instant.MIN};
        store.scanRange(keys.batchesFrom(export, Instant.MIN), keys.batchesFrom(export, Instant.MAX), (key, value) -> {
            Instant end = ReceiptKeys.readBatch(key).window().end();
            latest[0] = end.isAfter(latest[0]) ? end : latest[0];
            return true;
        });
        return Optional.of(latest[0]).filter(end -> !end.equals(Instant.MIN));
    }

    /** The parts of a batch in their order. */
    List<Part> parts(BatchName name) {
        List<Part> parts = new ArrayList<>();
        store.scan(keys.parts(name), (key, value) -> parts.add(decode(value)));
        return parts;
    }

    /** A receipt has stated the batch, or none ever will. */
    void delete(BatchName name) {
        List<byte[]> parts = new ArrayList<>();
        store.scan(keys.parts(name), (key, value) -> parts.add(key));
        parts.forEach(store::delete);
        store.delete(keys.batch(name));
    }

    private static byte[] encode(PartEmitted part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(part.object());
            out.writeLong(part.size());
            out.writeLong(part.rows());
            out.writeUTF(part.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Part decode(byte[] stored) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            return new Part(in.readUTF(), in.readLong(), in.readLong(), in.readUTF());
        } catch (IOException e) {
            throw new UncheckedIOException("damaged part", e);
        }
    }
}
