package dev.waybill.batch;

import dev.waybill.batch.rows.StoredBlocks;
import dev.waybill.batch.store.BatchStore;
import dev.waybill.batch.store.Bookmark;
import dev.waybill.batch.store.StoreKeys;
import dev.waybill.batch.store.StoredSpec;
import dev.waybill.contract.ExportId;
import dev.waybill.export.ExportVersion;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/** What stands behind {@link PartitionBatches}: its pieces put together, and the work that takes several of them. */
final class Engine {
    final PartitionClock clock = new PartitionClock();
    final Journal journal;
    final OpenBatches batches;
    final Flusher flusher;
    final Emissions emissions;
    final Coverage coverage;
    final LaggingExports lagging;
    final RecordAtHand record;
    final BatchFinder finder;
    final BatchWriter writer;
    final LedgerMark ledger;
    final PartitionTime time;

    OptionalLong replayFrom = OptionalLong.empty();
    /** The exports with batches whose spec this program cannot read, and why. */
    final SortedMap<ExportId, SpecException> unreadable = new TreeMap<>();

    private final BatchStore store;
    private final StoredBlocks blocks;
    private final BatchSettings settings;
    private final MemoryBudget.Share memory;
    private final LongSupplier nanoTime;

    Engine(
            int sourcePartition,
            BatchStore store,
            BatchSettings settings,
            MemoryBudget.Share memory,
            Emitter emitter,
            LongSupplier nanoTime) {
        this.store = store;
        this.settings = settings;
        this.memory = memory;
        this.nanoTime = nanoTime;
        StoreKeys keys = new StoreKeys();
        StoredBatches stored = new StoredBatches(store, keys);
        blocks = new StoredBlocks(store, keys, settings.blockSize());
        EmissionQueue queue = new EmissionQueue();
        Laggards laggards = new Laggards(store, keys);
        journal = new Journal(store, keys);
        batches = new OpenBatches(store, keys, stored, settings, memory, clock, laggards, queue, emitter);
        flusher = new Flusher(batches, stored, blocks, journal, memory, clock, settings);
        emissions = new Emissions(
                new PartMaker(sourcePartition, emitter, memory.chunks()),
                stored,
                blocks,
                batches,
                flusher,
                journal,
                queue,
                memory,
                clock,
                emitter);
        coverage = new Coverage(store, clock, journal, laggards, flusher, emissions);
        record = new RecordAtHand(clock, journal, laggards);
        lagging = new LaggingExports(laggards, batches, flusher, journal, coverage, clock, record, emitter);
        finder = new BatchFinder(batches, stored, clock, record);
        writer = new BatchWriter(batches, flusher, journal, record, memory, clock);
        ledger = new LedgerMark(store, keys);
        time = new PartitionTime(clock, batches, coverage);
    }

    /** Reads the state back from the store. */
    void restore(BiFunction<String, String, ExportVersion> versions) {
        Optional<Bookmark> bookmark = coverage.restore();
        ledger.restore();
        if (bookmark.isEmpty()) {
            return;
        }
        List<ExportVersion> begun = new ArrayList<>();
        store.scan(
                StoreKeys.SPECS,
                (key, spec) -> begun.add(version(StoreKeys.readSpec(key), StoredSpec.decode(spec), versions)));
        batches.restore(begun);
        begun.forEach(version -> version.unreadable().ifPresent(why -> unreadable.put(version.export(), why)));
        replayFrom = OptionalLong.of(bookmark.get().offset());
    }

    /** One that this program cannot read concerns its export alone: what was begun under it is kept. */
    private static ExportVersion version(
            String configVersion, StoredSpec stored, BiFunction<String, String, ExportVersion> versions) {
        try {
            return versions.apply(configVersion, stored.json());
        } catch (SpecException e) {
            Problem reason = e.problems().get(0);
            SpecException why = new SpecException(List.of(Problem.at(
                            Place.of(stored.export().toString(), reason.place().path()),
                            "windows were begun under version " + configVersion + ", which this program cannot read: "
                                    + reason.message())
                    .hint("they are kept; run the version of Waybill that wrote them, or a newer one")));
            return ExportVersion.unreadable(stored.export(), configVersion, stored.grace(), stored.deduplicates(), why);
        }
    }

    boolean work(long wallMillis) {
        batches.closeDue();
        SliceBudget budget = new SliceBudget(settings, nanoTime);
        boolean emitted = emissions.emit(wallMillis, budget);
        flusher.flushIfIdle(wallMillis, budget);
        if (emitted) {
            coverage.saveBookmark();
        } else {
            coverage.saveIfBehind();
        }
        return emissions.isDue(wallMillis);
    }

    void close() {
        emissions.close();
        blocks.close();
        memory.release();
    }
}
