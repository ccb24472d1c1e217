package dev.waybill.batch;

import dev.waybill.batch.ids.DeliveredIds;
import dev.waybill.batch.store.BatchKey;
import dev.waybill.batch.store.BatchStore;
import dev.waybill.batch.store.ExportWindow;
import dev.waybill.batch.store.StoreKeys;
import dev.waybill.batch.store.StoredSpec;
import dev.waybill.contract.ExportId;
import dev.waybill.export.ExportVersion;
import dev.waybill.spec.CanonicalSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one source partition: begins them, brings them into memory and leaves them to the store, and ends them.
 * Those with rows in memory, or something to emit, stand in memory. The others are at rest: they stay there as long as they
 * take up a small part of the memory budget, and are left to the store, the longest first, when there are more.
 */
final class OpenBatches {
    private final BatchStore store;
    private final StoreKeys keys;
    private final StoredBatches stored;
    private final MemoryBudget.Share memory;
    private final PartitionClock clock;
    private final Laggards laggards;
    private final DeliveredIds deliveredIds;
    private final EmissionQueue emissions;
    private final Emitter emitter;
    private final DueBatches due;

    private final Map<ExportId, Lane> lanes = new HashMap<>();
    /** Those in memory that are at rest, the longest first. */
    private final Set<Batch> resting = new LinkedHashSet<>();

    private int unfinished;
    private int inMemory;

    OpenBatches(
            BatchStore store,
            StoreKeys keys,
            StoredBatches stored,
            BatchSettings settings,
            MemoryBudget.Share memory,
            PartitionClock clock,
            Laggards laggards,
            EmissionQueue emissions,
            Emitter emitter) {
        this.store = store;
        this.keys = keys;
        this.stored = stored;
        this.memory = memory;
        this.clock = clock;
        this.laggards = laggards;
        this.emissions = emissions;
        this.emitter = emitter;
        this.deliveredIds = new DeliveredIds(store, keys, settings.rememberedIdBytes(), this::needsIds);
        this.due = new DueBatches(stored, deliveredIds, emissions, settings);
    }

    DeliveredIds deliveredIds() {
        return deliveredIds;
    }

    /** When they close. */
    DueBatches due() {
        return due;
    }

    /**
     * Reads back from the store which batches there are. The clock stands at the bookmark, so what has closed since is open
     * again, and what has been emitted since is open and empty.
     *
     * @param versions that batches in the store were begun under
     */
    void restore(List<ExportVersion> versions) {
        deliveredIds.restore();
        versions.forEach(version -> lane(version.export()).know(version));
        List<BatchKey> unlisted = new ArrayList<>();
        List<BatchKey> full = new ArrayList<>();
        stored.scan((key, value) -> {
            BatchCodec.Summary batch = BatchCodec.summary(value);
            Lane lane = lane(key.export());
            lane.countBegun(lane.version(batch.configVersion()));
            unfinished++;
            if (batch.runs() > 1) {
                full.add(key);
            } else if (batch.listed()) {
                lane.leaveToStore();
                due.addStored(lane, batch.dueMillis());
            } else {
                unlisted.add(key);
            }
        });
        for (BatchKey key : unlisted) {
            Batch batch = read(key);
            stored.list(batch);
            batch.lane().leaveToStore();
            due.addStored(batch.lane(), batch.dueMillis());
        }
        for (BatchKey key : full) {
            add(read(key));
        }
    }

    private Batch read(BatchKey key) {
        byte[] header = stored.find(key);
        if (header == null) {
            throw new IllegalStateException(
                    "a batch of " + key.export() + " window " + key.window() + " is missing from the store");
        }
        return BatchCodec.decode(header, lane(key.export()), key, memory.chunks());
    }

    Lane lane(ExportId export) {
        return lanes.computeIfAbsent(export, any -> new Lane(any, laggards.takesFrom(any)));
    }

    /** Exports that were held back or no longer are take their events, with the others, from other offsets on. */
    void takeWithTheOthers() {
        lanes.values().forEach(lane -> lane.takeFrom(laggards.takesFrom(lane.export())));
    }

    /** Closes what is due by the clock. */
    void closeDue() {
        if (due.nextDueMillis() <= clock.millis()) {
            due.close(clock.millis());
        }
    }

    /** Batches that have begun and are not complete. */
    int unfinished() {
        return unfinished;
    }

    /** How many batches stand in memory. */
    int inMemory() {
        return inMemory;
    }

    /** Begins a batch for the record at this offset. */
    Batch begin(Lane lane, BatchKey key, ExportVersion version, WindowSettings windowSettings, long offset) {
        long dueMillis = key.dueMillis(version.grace(), windowSettings.slack());
        Batch batch = new Batch(
                lane,
                key,
                version,
                dueMillis,
                windowSettings,
                !key.isLate() || !deliveredIds.isForgotten(key.exportWindow(), key.windowDueMillis(version.grace())),
                Batch.Settled.begun(offset),
                memory.chunks());
        batch.addRun(0);
        if (lane.countBegun(version)) {
            byte[] specKey = keys.spec(version.configVersion());
            if (store.find(specKey) == null) {
                store.put(specKey, stored(version).encode());
            }
        }
        unfinished++;
        stored.put(batch);
        add(batch);
        emitter.opened(new BatchOpening(key, version, dueMillis));
        return batch;
    }

    /**
     * The record at this offset has an event of the batch, though it has been said how the batch has ended. That takes a record
     * that is judged otherwise when it is read again after a restart, by another program, say.
     */
    void reopen(Batch batch, long offset) {
        batch.reopen(offset);
        stored.put(batch);
        emitter.opened(new BatchOpening(batch.key(), batch.version(), batch.dueMillis()));
    }

    /** Says again which batches have begun and have not ended. */
    void tellOpenAgain() {
        stored.scan((key, value) -> {
            BatchCodec.Summary batch = BatchCodec.summary(value);
            if (!batch.reported()) {
                emitter.opened(
                        new BatchOpening(key, lane(key.export()).version(batch.configVersion()), batch.dueMillis()));
            }
        });
    }

    private static StoredSpec stored(ExportVersion version) {
        return new StoredSpec(
                version.export(), version.grace(), version.deduplicates(), CanonicalSpec.json(version.spec()));
    }

    /** Brings a batch into memory. */
    Batch load(Lane lane, BatchKey key, byte[] header) {
        return load(BatchCodec.decode(header, lane, key, memory.chunks()));
    }

    private Batch load(Batch batch) {
        batch.lane().takeFromStore();
        stored.unlist(batch);
        add(batch);
        return batch;
    }

    private void add(Batch batch) {
        memory.use(Batch.MEMORY);
        inMemory++;
        if (batch.dueMillis() <= clock.millis()) {
            batch.close();
        }
        batch.lane().add(batch);
        if (!batch.isClosed()) {
            due.add(batch);
        }
        if (batch.hasFullRun()) {
            emissions.addAtOnce(batch.lane());
        }
    }

    private void removeFromMemory(Batch batch) {
        memory.use(-Batch.MEMORY);
        inMemory--;
        due.remove(batch);
        resting.remove(batch);
        batch.lane().remove(batch);
    }

    /** All rows of the batch are in the store, and there is nothing to emit of it. */
    void rest(Batch batch) {
        stored.put(batch);
        resting.add(batch);
        while (memory.isMoreThanSpare((long) resting.size() * Batch.MEMORY)) {
            leaveToStore(resting.iterator().next());
        }
    }

    /** The batch changes again, or is emitted. */
    void wake(Batch batch) {
        resting.remove(batch);
    }

    private void leaveToStore(Batch batch) {
        Lane lane = batch.lane();
        removeFromMemory(batch);
        lane.leaveToStore();
        byte[] place = stored.list(batch);
        if (batch.isClosed()) {
            lane.addStoredClosed(place);
            emissions.add(lane, due.turnMillis(batch));
        } else {
            due.addStored(lane, batch.dueMillis());
        }
    }

    /** Stores what is known of a batch, less what stands in memory only. */
    void put(Batch batch) {
        stored.put(batch);
    }

    /** A run is full. */
    void cut(Batch batch) {
        batch.cut(clock.offset());
        batch.lane().update(batch);
        emissions.addAtOnce(batch.lane());
    }

    /** The closed batch of the export that was due first, brought into memory; null where there is none. */
    @Nullable
    Batch takeFirstClosed(Lane lane) {
        if (lane.wantsStoredClosed()) {
            byte[] known = lane.storedClosedFrom();
            byte[] from = known == null ? stored.placeOf(lane.export(), Long.MIN_VALUE) : known;
            List<StoredBatches.Listed> listed = stored.listed(lane.export(), from, clock.millis() + 1, 1);
            if (listed.isEmpty()) {
                lane.clearStoredClosed();
            } else {
                StoredBatches.Listed first = listed.get(0);
                lane.takeStoredClosed(load(read(first.key())), first.next());
            }
        }
        return lane.firstClosed();
    }

    /** Whether no batch of the same window is to be emitted before this one: they are emitted in the order in which they are due. */
    boolean isFirstOfWindow(Batch batch) {
        for (Batch other : batch.lane().inMemory(batch.key().window())) {
            if (isBefore(other.dueMillis(), other.key(), batch)) {
                return false;
            }
        }
        boolean[] first = {true};
        if (batch.lane().hasOnlyStored()) {
            stored.scan(batch.window(), (key, value) -> {
                BatchCodec.Summary other = BatchCodec.summary(value);
                first[0] &= !other.listed() || !isBefore(other.dueMillis(), key, batch);
            });
        }
        return first[0];
    }

    private static boolean isBefore(long dueMillis, BatchKey key, Batch other) {
        return dueMillis < other.dueMillis() || dueMillis == other.dueMillis() && key.compareTo(other.key()) < 0;
    }

    private boolean needsIds(ExportWindow window) {
        Lane lane = lanes.get(window.export());
        if (lane == null) {
            return false;
        }
        if (lane.inMemory(window.window()).stream().anyMatch(Batch::looksUpIds)) {
            return true;
        }
        boolean[] found = {false};
        if (lane.hasOnlyStored()) {
            stored.scan(window, (key, value) -> {
                BatchCodec.Summary batch = BatchCodec.summary(value);
                found[0] |= batch.looksUpIds() && batch.listed();
            });
        }
        return found[0];
    }

    /** All of a batch has been emitted: it does not stand in memory any more. */
    void finish(Batch batch) {
        unfinished--;
        removeFromMemory(batch);
    }

    /** Forgets a batch that is done and that no record can belong to any more. */
    void forget(Lane lane, BatchKey key, ExportVersion version) {
        stored.delete(key);
        if (lane.countForgotten(version)) {
            store.delete(keys.spec(version.configVersion()));
        }
    }
}
