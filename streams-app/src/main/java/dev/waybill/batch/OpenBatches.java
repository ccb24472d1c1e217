package dev.waybill.batch;

import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one source partition: finds the one that an event goes to, begins and closes them. They stand in memory
 * only while they have rows there or something to emit; how many there are is bounded by the memory budget, which each of
 * them uses up a little of.
 */
final class OpenBatches {
    /** How many listed batches are looked at together. */
    private static final int PAGE = 500;

    private record LaneDue(Lane lane, long millis) implements Comparable<LaneDue> {
        @Override
        public int compareTo(LaneDue other) {
            return Long.compare(millis, other.millis);
        }
    }

    private final PartitionBatches owner;
    private final BatchStore store;
    private final StoreKeys keys;
    private final StoredBatches stored;
    private final BatchSettings settings;
    private final MemoryBudget.Share memory;
    private final Clock clock;
    private final Laggards laggards;
    private final DeliveredIds deliveredIds;
    private final EmissionQueue emissions;

    private final Map<ExportId, Lane> lanes = new HashMap<>();
    /** Those in memory that have not closed. */
    private final NavigableSet<Batch> open = new TreeSet<>(Lane.BY_DUE);
    /** Those that stand in the store only, by export: when the first of them closes. An entry that is out of date is passed over. */
    private final PriorityQueue<LaneDue> storedOpen = new PriorityQueue<>();

    private long nextDueMillis = Lane.NEVER;
    private int unfinished;
    private int inMemory;

    OpenBatches(
            PartitionBatches owner,
            BatchStore store,
            StoreKeys keys,
            StoredBatches stored,
            BatchSettings settings,
            MemoryBudget.Share memory,
            Clock clock,
            Laggards laggards,
            EmissionQueue emissions) {
        this.owner = owner;
        this.store = store;
        this.keys = keys;
        this.stored = stored;
        this.settings = settings;
        this.memory = memory;
        this.clock = clock;
        this.laggards = laggards;
        this.emissions = emissions;
        this.deliveredIds = new DeliveredIds(store, keys, settings, this::needsIds);
    }

    DeliveredIds deliveredIds() {
        return deliveredIds;
    }

    /**
     * Reads back from the store which batches there are. The clock stands at the bookmark, so what has closed since is open
     * again, and what has been emitted since is open and empty.
     *
     * @param outputs by export and version, {@code tenant/export@version}
     */
    void restore(Map<String, ExportOutput> outputs) {
        deliveredIds.restore();
        List<BatchKey> unlisted = new ArrayList<>();
        List<BatchKey> full = new ArrayList<>();
        stored.scan((key, value) -> {
            BatchCodec.Summary batch = BatchCodec.summary(value);
            ExportOutput output = outputs.get(key.export() + "@" + batch.configVersion());
            if (output == null) {
                throw new IllegalStateException(
                        "the spec of " + key.export() + " window " + key.window() + " is missing from the store");
            }
            Lane lane = lane(key.export());
            lane.begin(output);
            unfinished++;
            if (batch.runs() > 1) {
                full.add(key);
            } else if (batch.listed()) {
                addStored(lane, batch.dueMillis());
            } else {
                unlisted.add(key);
            }
        });
        for (BatchKey key : unlisted) {
            Batch batch = read(key);
            stored.list(batch);
            addStored(batch.lane(), batch.dueMillis());
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
        return decode(lane(key.export()), key, header);
    }

    Lane lane(ExportId export) {
        return lanes.computeIfAbsent(export, any -> new Lane(any, laggards.takesFrom(any)));
    }

    Collection<Lane> lanes() {
        return lanes.values();
    }

    /** Batches that have begun and are not complete. */
    int unfinished() {
        return unfinished;
    }

    /** How many batches stand in memory. */
    int inMemory() {
        return inMemory;
    }

    /** When the next batch closes; {@link Lane#NEVER} where none is open. */
    long nextDueMillis() {
        return nextDueMillis;
    }

    /**
     * Of the batches that events of these windows belong to now, whatever their version, the one begun first. While the
     * source is read again there are batches that were begun later than at this record; they do not count, so that the event
     * finds the same batch again, whichever version is the current one by now.
     */
    Optional<Batch> firstBegun(Lane lane, Collection<Window> windows) {
        Batch first = null;
        for (Window window : windows) {
            for (long hour : new long[] {BatchKey.ON_TIME, BatchKey.hourOf(clock.millis())}) {
                Batch batch = find(lane, new BatchKey(lane.export(), window, hour));
                if (batch != null
                        && batch.begunAt() <= clock.offset()
                        && batch.takesAt(clock.millis())
                        && (first == null || batch.begunAt() < first.begunAt())) {
                    first = batch;
                }
            }
        }
        return Optional.ofNullable(first);
    }

    /**
     * The batch that an event of this window goes to now: on time, or late by the hour of arrival. A window that has closed
     * does not open again where a later version of the spec, or later settings, would let it.
     */
    Batch batch(Lane lane, Window window, ExportOutput output) {
        Batch last = lane.lastIfOnTime(window, clock.millis());
        if (last != null) {
            return last;
        }
        BatchKey onTimeKey = new BatchKey(lane.export(), window, BatchKey.ON_TIME);
        Batch onTime = lane.find(onTimeKey);
        if (onTime != null && onTime.takesAt(clock.millis())) {
            return lane.use(onTime);
        }
        BatchKey lateKey = new BatchKey(lane.export(), window, BatchKey.hourOf(clock.millis()));
        Batch late = lane.find(lateKey);
        if (late != null && late.begunAt() <= clock.offset()) {
            return late;
        }
        boolean hasOnTime = onTime != null;
        if (lane.hasOthers()) {
            byte[] header = hasOnTime ? null : stored.find(onTimeKey);
            if (header != null) {
                hasOnTime = true;
                if (onTimeKey.takesAt(clock.millis(), BatchCodec.summary(header).dueMillis())) {
                    return lane.use(load(decode(lane, onTimeKey, header)));
                }
            }
            late = late != null ? late : find(lane, lateKey);
            if (late != null && late.begunAt() <= clock.offset()) {
                return late;
            }
        }
        if (!hasOnTime
                && clock.millis() < onTimeKey.dueMillis(output.grace(), settings.slack())
                && !deliveredIds.hasClosed(new ExportWindow(lane.export(), window))) {
            return begin(lane, onTimeKey, output);
        }
        return late != null ? late : begin(lane, lateKey, output);
    }

    /** The batch of this key if it is open, from the store where it is not in memory. */
    private @Nullable Batch find(Lane lane, BatchKey key) {
        Batch batch = lane.find(key);
        if (batch != null || !lane.hasOthers()) {
            return batch;
        }
        byte[] header = stored.find(key);
        return header != null && BatchCodec.summary(header).dueMillis() > clock.millis()
                ? load(decode(lane, key, header))
                : null;
    }

    private Batch begin(Lane lane, BatchKey key, ExportOutput output) {
        long dueMillis = key.dueMillis(output.grace(), settings.slack());
        Batch batch = new Batch(owner, lane, key, output, dueMillis, clock.offset());
        batch.add(batch.newRun(0));
        batch.looksUpIds = !key.isLate() || !deliveredIds.isForgotten(batch.window(), batch.windowDueMillis());
        if (lane.begin(output)) {
            byte[] specKey = keys.spec(output.configVersion());
            if (store.find(specKey) == null) {
                store.put(specKey, Utf8.encode(output.specJson()));
            }
        }
        unfinished++;
        stored.put(batch);
        add(batch);
        return lane.use(batch);
    }

    private Batch load(Batch batch) {
        batch.lane().onlyStored--;
        stored.unlist(batch);
        add(batch);
        return batch;
    }

    private Batch decode(Lane lane, BatchKey key, byte[] header) {
        BatchCodec.Summary summary = BatchCodec.summary(header);
        Batch batch = new Batch(
                owner, lane, key, lane.output(summary.configVersion()), summary.dueMillis(), summary.begunAt());
        BatchCodec.decode(header, batch);
        return batch;
    }

    private void add(Batch batch) {
        memory.use(Batch.MEMORY);
        inMemory++;
        batch.closed = batch.dueMillis() <= clock.millis();
        batch.lane().add(batch);
        if (!batch.closed) {
            open.add(batch);
            nextDueMillis = Math.min(nextDueMillis, batch.dueMillis());
        }
        if (batch.hasFullRun()) {
            emissions.addAtOnce(batch.lane());
        }
    }

    private void removeFromMemory(Batch batch) {
        memory.use(-Batch.MEMORY);
        inMemory--;
        open.remove(batch);
        batch.lane().remove(batch);
    }

    /** Leaves a batch to the store, where all its rows are. */
    void leaveToStore(Batch batch) {
        Lane lane = batch.lane();
        removeFromMemory(batch);
        byte[] place = stored.list(batch);
        if (batch.closed) {
            lane.onlyStored++;
            lane.hasStoredClosed(place);
            emissions.add(lane, turnMillis(batch));
        } else {
            addStored(lane, batch.dueMillis());
        }
    }

    private void addStored(Lane lane, long dueMillis) {
        lane.onlyStored++;
        nextStoredDue(lane, Math.min(lane.nextStoredDueMillis, dueMillis));
        nextDueMillis = Math.min(nextDueMillis, dueMillis);
    }

    private void nextStoredDue(Lane lane, long millis) {
        if (millis != lane.nextStoredDueMillis) {
            lane.nextStoredDueMillis = millis;
            if (millis != Lane.NEVER) {
                storedOpen.add(new LaneDue(lane, millis));
            }
        }
    }

    /** When a closed batch may be emitted. */
    long turnMillis(Batch batch) {
        return turnMillis(batch.lane(), batch.dueMillis());
    }

    private long turnMillis(Lane lane, long dueMillis) {
        return dueMillis + settings.spreadOffset(lane.export()).toMillis();
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

    /**
     * Closes what is due, in the order of due times.
     *
     * @return when the last of it was due; empty where nothing was
     */
    Optional<Long> closeDue(long throughMillis) {
        Optional<Long> last = Optional.empty();
        while (nextDueMillis <= throughMillis) {
            last = Optional.of(nextDueMillis);
            close(nextDueMillis);
        }
        return last;
    }

    private void close(long dueMillis) {
        boolean counts = !deliveredIds.isCounted(dueMillis);
        boolean counted = false;
        while (!open.isEmpty() && open.first().dueMillis() <= dueMillis) {
            Batch batch = open.pollFirst();
            batch.closed = true;
            batch.lane().update(batch);
            emissions.add(batch.lane(), turnMillis(batch));
            if (counts && batch.remembersIds()) {
                deliveredIds.closed(batch.window(), batch.windowDueMillis(), batch.rows, dueMillis);
                counted |= batch.rows > 0;
            }
        }
        for (LaneDue due = storedOpen.peek(); due != null && due.millis() <= dueMillis; due = storedOpen.peek()) {
            storedOpen.remove();
            if (due.millis() == due.lane().nextStoredDueMillis) {
                counted |= closeStored(due.lane(), dueMillis, counts);
            }
        }
        if (counted) {
            deliveredIds.countedThrough(dueMillis);
        }
        nextDueMillis = Math.min(
                open.isEmpty() ? Lane.NEVER : open.first().dueMillis(),
                storedOpen.isEmpty() ? Lane.NEVER : storedOpen.peek().millis());
    }

    private boolean closeStored(Lane lane, long dueMillis, boolean counts) {
        boolean counted = false;
        byte[] from = stored.placeOf(lane.export(), dueMillis);
        List<StoredBatches.Listed> page;
        do {
            page = counts ? stored.listed(lane.export(), from, dueMillis + 1, PAGE) : List.of();
            for (StoredBatches.Listed batch : page) {
                from = batch.next();
                if (batch.rows() >= 0) {
                    deliveredIds.closed(
                            new ExportWindow(lane.export(), batch.key().window()),
                            batch.windowDueMillis(),
                            batch.rows(),
                            dueMillis);
                    counted |= batch.rows() > 0;
                }
            }
        } while (page.size() == PAGE);
        lane.hasStoredClosed();
        emissions.add(lane, turnMillis(lane, dueMillis));
        byte[] after = stored.placeOf(lane.export(), dueMillis + 1);
        nextStoredDue(
                lane,
                stored.listed(lane.export(), after, Long.MAX_VALUE, 1).stream()
                        .mapToLong(StoredBatches.Listed::dueMillis)
                        .findFirst()
                        .orElse(Lane.NEVER));
        return counted;
    }

    /** The closed batch of the export that was due first, in memory; null where there is none. */
    @Nullable
    Batch firstClosed(Lane lane) {
        if (lane.wantsStoredClosed()) {
            byte[] known = lane.storedClosedFrom();
            byte[] from = known == null ? stored.placeOf(lane.export(), Long.MIN_VALUE) : known;
            List<StoredBatches.Listed> listed = stored.listed(lane.export(), from, clock.millis() + 1, 1);
            if (listed.isEmpty()) {
                lane.hasNoStoredClosed();
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
        if (batch.lane().onlyStored > 0) {
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
        Lane lane = lane(window.export());
        if (lane.inMemory(window.window()).stream().anyMatch(batch -> batch.looksUpIds)) {
            return true;
        }
        boolean[] found = {false};
        if (lane.onlyStored > 0) {
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
    void forget(Lane lane, BatchKey key, String configVersion) {
        stored.delete(key);
        if (lane.end(configVersion)) {
            store.delete(keys.spec(configVersion));
        }
    }
}
