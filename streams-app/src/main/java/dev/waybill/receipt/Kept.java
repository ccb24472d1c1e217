package dev.waybill.receipt;

import dev.waybill.batch.store.BatchStore;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that the store holds, by what it is about. */
final class Kept {
    /** What stands under any key changes only together with this number, and a step from the number before. */
    static final byte FORMAT = 3;

    private final BatchStore store;
    private final ReceiptKeys keys = new ReceiptKeys();
    private final Batches batches;
    private final Chains chains;
    private final Extras extras;
    private final UndecidedHours undecided;
    private final Discards discards;
    private final Map<Source, SourceProgress> progress = new EnumMap<>(Source.class);

    Kept(BatchStore store) {
        this.store = store;
        this.batches = new Batches(store, keys);
        this.chains = new Chains(store, keys);
        this.extras = new Extras(store, keys);
        this.undecided = new UndecidedHours(store, keys);
        this.discards = new Discards(store, keys);
        for (Source source : Source.values()) {
            progress.put(source, new SourceProgress(source, store, keys));
        }
        checkFormat();
        losses().ifPresent(times -> progress.values().forEach(each -> each.lost(times)));
        store.scan(ReceiptKeys.PROGRESS, this::restoreProgress);
    }

    private void checkFormat() {
        byte[] format = store.find(ReceiptKeys.FORMAT);
        if (format != null && format[0] > FORMAT) {
            throw new IllegalStateException("the state of receipts was written in format " + format[0]
                    + ", by a newer version of Waybill, and this one reads formats up to " + FORMAT
                    + ": go on with the version that wrote it; see docs/how-to/upgrade.md");
        }
        if (format != null && format[0] <= FormatOne.FORMAT) {
            FormatOne.raise(store, keys);
        }
        if (format != null && format[0] <= FormatTwo.FORMAT) {
            FormatTwo.raise(store);
        }
        if (format == null || format[0] < FORMAT) {
            store.put(ReceiptKeys.FORMAT, new byte[] {FORMAT});
        }
    }

    private Optional<Integer> losses() {
        return Optional.ofNullable(store.find(ReceiptKeys.LOSSES))
                .map(stored -> ByteBuffer.wrap(stored).getInt());
    }

    /**
     * Entries that were not read are gone. What had not ended has, for all that is known, and is not to be believed; and of what was
     * due before the next passage of a partition, the ledger does not hold all.
     */
    void lose() {
        int times = losses().orElse(0) + 1;
        store.put(
                ReceiptKeys.LOSSES,
                ByteBuffer.allocate(Integer.BYTES).putInt(times).array());
        progress.values().forEach(each -> each.lost(times));
        batches.lose();
    }

    private void restoreProgress(byte[] key, byte[] value) {
        Source source = Source.values()[key[1]];
        progress(source).restore(ReceiptKeys.readPartition(key), PartitionProgress.decode(value));
    }

    Batches batches() {
        return batches;
    }

    Chains chains() {
        return chains;
    }

    Discards discards() {
        return discards;
    }

    UndecidedHours undecided() {
        return undecided;
    }

    Extras extras() {
        return extras;
    }

    SourceProgress progress(Source source) {
        SourceProgress known = progress.get(source);
        if (known == null) {
            throw new IllegalStateException("no progress of " + source);
        }
        return known;
    }

    /** How far the receipts of each export have come that the store knows. */
    Map<ExportId, ExportState> states() {
        Map<ExportId, ExportState> states = new TreeMap<>();
        store.scan(
                ReceiptKeys.EXPORTS,
                (key, value) -> states.put(ReceiptKeys.readExport(key), ExportState.decode(value)));
        return states;
    }

    Optional<ExportState> state(ExportId export) {
        byte[] stored = store.find(keys.export(export));
        return stored == null ? Optional.empty() : Optional.of(ExportState.decode(stored));
    }

    void put(ExportId export, ExportState state) {
        store.put(keys.export(export), state.encode());
    }

    /** The export takes no events of the partition now. */
    void behind(ExportId export, Source source, int partition) {
        store.put(keys.behind(export, source, partition), new byte[0]);
    }

    /** It has taken those that waited. */
    void caughtUp(ExportId export, Source source, int partition) {
        store.delete(keys.behind(export, source, partition));
    }

    /** Whether there is a partition of the source in which events of the export wait. */
    boolean isBehind(ExportId export, Source source) {
        boolean[] found = new boolean[1];
        store.scan(keys.behind(export, source), (key, value) -> found[0] = true);
        return found[0];
    }

    /** Everything about an export that is gone for good. */
    void forget(ExportId export) {
        List<byte[]> gone = new ArrayList<>();
        for (byte[] prefix : keys.allOf(export)) {
            store.scan(prefix, (key, value) -> gone.add(key));
        }
        gone.add(keys.export(export));
        gone.forEach(store::delete);
    }
}
