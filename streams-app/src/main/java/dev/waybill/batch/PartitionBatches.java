package dev.waybill.batch;

import dev.waybill.contract.ExportId;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.format.RowBuffer;
import dev.waybill.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one source partition, from the first row to the emitted part.
 *
 * <p>For every record, in the order of the log: {@link #begin}, then for each export {@link #batch} and what becomes of the
 * event there, then {@link #end}. Between records {@link #work} emits what is due, in slices. After a restart
 * {@link #restore} answers from which offset the source must be read again; reading it again goes through the same calls.
 *
 * <p>Rows are held in memory. They go to the store, as sorted blocks, only when they are older than the replay distance or
 * memory runs out; what is in memory when the process dies is read again from the source log, which is the journal.
 */
public final class PartitionBatches {
    private static final long NEVER = Long.MIN_VALUE;

    private final int sourcePartition;
    private final BatchStore store;
    private final BatchSettings settings;
    private final MemoryBudget.Share memory;
    private final Emitter emitter;
    private final LongSupplier nanoTime;
    private final StoreKeys keys = new StoreKeys();
    private final DeliveredIds deliveredIds;
    private final Clock clock = new Clock();

    private final Map<ExportId, Lane> lanes = new HashMap<>();

    private final PriorityQueue<Batch> open = new PriorityQueue<>(Comparator.comparingLong(Batch::dueMillis));
    /** Batches with effects that are not covered, the oldest first. */
    private final LinkedHashSet<Batch> dirty = new LinkedHashSet<>();

    private final EmissionQueue emissions;
    private final List<Batch> finished = new ArrayList<>();
    private final PriorityQueue<Batch> tombstones = new PriorityQueue<>(Comparator.comparingLong(b -> b.lastOffset));

    private @Nullable RunEmission emission;
    private boolean bookmarkMoved;
    /** The last offset read, and since when nothing has followed it. */
    private long idleOffset = NEVER;

    private long idleSinceMillis;
    private long savedBookmark = NEVER;

    /**
     * The batches of one source partition.
     *
     * @param memory shared by all partitions of the process
     * @param nanoTime a clock that only durations are taken from
     */
    public PartitionBatches(
            int sourcePartition,
            BatchStore store,
            BatchSettings settings,
            MemoryBudget memory,
            Emitter emitter,
            LongSupplier nanoTime) {
        this.sourcePartition = sourcePartition;
        this.store = store;
        this.settings = settings;
        this.memory = memory.share();
        this.emitter = emitter;
        this.nanoTime = nanoTime;
        this.deliveredIds = new DeliveredIds(store, keys, settings);
        this.emissions = new EmissionQueue(settings);
    }

    /**
     * Reads the state back from the store. To be called once, before anything else.
     *
     * @param outputs makes the output of a canonical spec that a stored batch was begun under
     * @return where re-reading the source must begin; empty where nothing has been read yet
     */
    public Optional<Bookmark> restore(Function<String, ExportOutput> outputs) {
        byte[] stored = store.find(StoreKeys.BOOKMARK);
        if (stored == null) {
            return Optional.empty();
        }
        Bookmark bookmark = Bookmark.decode(stored);
        savedBookmark = bookmark.offset();
        clock.restore(bookmark);
        deliveredIds.restore();
        Map<String, ExportOutput> byVersion = new HashMap<>();
        store.scan(StoreKeys.SPECS, (key, spec) -> {
            ExportOutput output = outputs.apply(Utf8.decode(spec));
            byVersion.put(output.id() + "@" + output.configVersion(), output);
        });
        store.scan(StoreKeys.BATCHES, (key, value) -> {
            BatchKey batchKey = StoreKeys.readBatch(key);
            BatchCodec.Beginning beginning = BatchCodec.beginning(value);
            ExportOutput output = byVersion.get(batchKey.export() + "@" + beginning.configVersion());
            if (output == null) {
                throw new IllegalStateException("the spec of " + batchKey.export() + " window " + batchKey.window()
                        + " is missing from the store");
            }
            Batch batch = add(new Batch(this, batchKey, output, beginning.dueMillis(), beginning.begunAt()));
            BatchCodec.decode(value, batch);
            enlist(batch);
        });
        return Optional.of(bookmark);
    }

    /** Ends the re-reading of the source that {@link #restore} asked for. */
    public void restored() {
        clock.restored();
        closeDue();
    }

    private void enlist(Batch batch) {
        if (batch.done) {
            tombstones.add(batch);
        } else if (!batch.closed) {
            open.add(batch);
        }
        if (!batch.done && (batch.closed || !batch.sealedRuns.isEmpty())) {
            emissions.add(batch);
        }
    }

    /** The specs, in canonical JSON, of all batches that are not finished, by version. */
    public Map<String, String> specsInUse() {
        Map<String, String> specs = new HashMap<>();
        for (Lane lane : lanes.values()) {
            for (Batch batch : lane.batches()) {
                specs.put(batch.configVersion(), batch.output().specJson());
            }
        }
        return specs;
    }

    /** The exports that have batches here. */
    public List<ExportId> exportsInUse() {
        return List.copyOf(lanes.keySet());
    }

    /** Begins the record at this offset: its arrival moves the clock, and what the clock has reached closes. */
    public void begin(long offset, long arrivalMillis) {
        clock.read(offset, arrivalMillis);
        closeDue();
    }

    /** The clock, milliseconds since the epoch: the highest arrival so far. */
    public long clockMillis() {
        return clock.millis();
    }

    /** The lane of an export, made when asked for first. */
    public Lane lane(ExportId export) {
        return lanes.computeIfAbsent(export, Lane::new);
    }

    /**
     * Where the export has batches of another version of its spec than this one, the batch that the current record's event
     * must still go to, so that a window is produced under one version: of those that take it, the one begun first.
     */
    public Optional<Batch> begunAmongVersions(Lane lane, long occurredAtMicros, String configVersion) {
        return lane.hasOnly(configVersion)
                ? Optional.empty()
                : lane.firstBegun(occurredAtMicros, clock.millis(), clock.offset());
    }

    /**
     * The batch that an event of this window goes to now: on time, or late by the hour of arrival. A window that has closed
     * does not open again where a later version of the spec, or later settings, would let it.
     */
    public Batch batch(Lane lane, Window window, ExportOutput output) {
        Batch last = lane.lastIfOnTime(window, clock.millis());
        if (last != null) {
            return last;
        }
        BatchKey onTimeKey = new BatchKey(lane.export(), window, BatchKey.ON_TIME);
        Batch onTime = lane.find(onTimeKey);
        if (onTime != null && onTime.takesAt(clock.millis())) {
            return onTime;
        }
        BatchKey lateKey = new BatchKey(lane.export(), window, BatchKey.hourOf(clock.millis()));
        Batch late = lane.find(lateKey);
        if (late != null && late.begunAt() <= clock.offset()) {
            return late;
        }
        if (onTime == null
                && clock.millis() < onTimeKey.dueMillis(output.grace(), settings.slack())
                && !deliveredIds.hasClosed(new ExportWindow(lane.export(), window))) {
            return begin(lane, onTimeKey, output);
        }
        return late != null ? late : begin(lane, lateKey, output);
    }

    private Batch begin(Lane lane, BatchKey key, ExportOutput output) {
        long dueMillis = key.dueMillis(output.grace(), settings.slack());
        Batch batch = add(new Batch(this, key, output, dueMillis, clock.offset()));
        batch.looksUpIds = !key.isLate() || !deliveredIds.isForgotten(batch.window(), batch.windowDueMillis());
        open.add(batch);
        store.put(keys.batch(key), BatchCodec.encode(batch));
        lane.find(key);
        return batch;
    }

    private Batch add(Batch batch) {
        ExportOutput output = batch.output();
        if (lane(batch.key().export()).add(batch)) {
            byte[] specKey = keys.spec(output.configVersion());
            if (store.find(specKey) == null) {
                store.put(specKey, Utf8.encode(output.specJson()));
            }
        }
        return batch;
    }

    RowLog newRowLog() {
        return new RowLog(memory.chunks());
    }

    void touch(Batch batch) {
        batch.lastOffset = clock.offset();
        if (!batch.isDirty()) {
            batch.firstUncovered = clock.offset();
            batch.clockBeforeFirstUncovered = clock.millisBefore();
            dirty.add(batch);
        }
    }

    void append(Batch batch, Event event, RowBuffer row) {
        Field id = event.type().eventId();
        Run run = batch.current;
        long memoryBefore = run.memory.memory();
        run.rawBytes += run.memory.append(
                event.occurredAtMicros(),
                clock.offset(),
                event.buffer(id),
                event.offset(id),
                event.length(id),
                row.array(),
                row.length());
        memory.use(run.memory.memory() - memoryBefore);
        if (run.rawBytes >= settings.runSize()) {
            batch.sealCurrentRun();
            emissions.addAtOnce(batch);
        }
    }

    /** Ends the record: rows that are too old or too many for memory go to the store. */
    public void end() {
        flushOldAndExcess();
        if (savedBookmark == NEVER || bookmarkMoved) {
            saveBookmark();
        }
    }

    private void flushOldAndExcess() {
        long oldest = clock.millis() - settings.replayDistance().toMillis();
        while (!dirty.isEmpty()) {
            Batch batch = dirty.iterator().next();
            if (batch.clockBeforeFirstUncovered >= oldest && !memory.isExceeded()) {
                return;
            }
            flush(batch);
        }
    }

    /** While nothing arrives the log's time stands still, and the source forgets records all the same. */
    private void flushIfIdle(long wallMillis, SliceBudget budget) {
        if (clock.offset() != idleOffset) {
            idleOffset = clock.offset();
            idleSinceMillis = wallMillis;
        } else if (wallMillis - idleSinceMillis >= settings.replayDistance().toMillis()) {
            while (!dirty.isEmpty() && !budget.isUsedUp()) {
                flush(dirty.iterator().next());
                budget.usePart();
            }
        }
    }

    /**
     * Nothing will arrive any more that is on time for windows due by this wall-clock time: everything the partition held
     * when it was asked, at or after that time, has been read and processed.
     */
    public void advanceIdle(long provenMillis) {
        long due = NEVER;
        for (Batch batch = open.peek(); batch != null && batch.dueMillis() <= provenMillis; batch = open.peek()) {
            due = batch.dueMillis();
            close(open.remove());
        }
        if (due > clock.millis()) {
            clock.advanceIdle(due);
            // Together with what has closed, whether or not anything is emitted before the next commit.
            saveBookmark();
        }
    }

    /** The earliest time, milliseconds since the epoch, at which an open batch is due; empty where none is open. */
    public Optional<Long> nextDueMillis() {
        return Optional.ofNullable(open.peek()).map(Batch::dueMillis);
    }

    private void closeDue() {
        for (Batch batch = open.peek(); batch != null && batch.dueMillis() <= clock.millis(); batch = open.peek()) {
            close(open.remove());
        }
    }

    private void close(Batch batch) {
        batch.closed = true;
        if (!batch.current.isEmpty()) {
            batch.sealCurrentRun();
        }
        emissions.add(batch);
        if (batch.output().deduplicate() && batch.looksUpIds && !batch.rowsCounted) {
            batch.rowsCounted = true;
            deliveredIds.closed(batch);
            store.put(keys.batch(batch.key()), BatchCodec.encode(batch));
        }
    }

    /** Whether a call to {@link #work} would find something to do. */
    public boolean hasWork(long wallMillis) {
        return emission != null || emissions.isDue(wallMillis);
    }

    /**
     * Emits parts, within one slice's limits.
     *
     * @param wallMillis the time, milliseconds since the epoch
     * @return whether there is more to emit now
     */
    public boolean work(long wallMillis) {
        closeDue();
        SliceBudget budget = new SliceBudget(settings, nanoTime);
        boolean emitted = true;
        while (emitted && !budget.isUsedUp()) {
            emitted = emitNext(wallMillis, budget);
        }
        flushIfIdle(wallMillis, budget);
        deliveredIds.deleteForgotten(this::needsIds);
        if (bookmarkMoved || clock.hasRead() && bookmarkOffset() != savedBookmark) {
            saveBookmark();
        }
        return hasWork(wallMillis);
    }

    /** Whether something of the window is still to be emitted with its delivered ids looked up. */
    private boolean needsIds(ExportWindow window) {
        return lane(window.export()).needsIds(window.window());
    }

    private boolean emitNext(long wallMillis, SliceBudget budget) {
        RunEmission current = emission;
        if (current == null) {
            Batch batch = emissions.next(wallMillis, this::mayBeEmitted);
            if (batch == null) {
                return false;
            }
            if (batch.sealedRuns.isEmpty()) {
                finish(batch);
                return true;
            }
            Run run = batch.sealedRuns.getFirst();
            current = new RunEmission(
                    batch, run, sourcePartition, sources(batch, run), deliveredIds, memory.chunks(), emitter);
            emission = current;
        }
        Batch batch = current.batch();
        bookmarkMoved = true;
        if (!current.slice(budget)) {
            store.put(keys.batch(batch.key()), BatchCodec.encode(batch));
            return false;
        }
        emission = null;
        removeRun(batch, current.run());
        if (batch.sealedRuns.isEmpty() && batch.closed) {
            finish(batch);
        } else {
            flush(batch);
            if (!batch.sealedRuns.isEmpty()) {
                emissions.addAtOnce(batch);
            }
        }
        return true;
    }

    /** Late events wait for the parts before them, so that of several copies the same one is always delivered. */
    private boolean mayBeEmitted(Batch batch) {
        return !lane(batch.key().export()).hasUnfinishedBefore(batch) && emitter.accepts(batch.output());
    }

    private List<RowCursor> sources(Batch batch, Run run) {
        List<RowCursor> sources = new ArrayList<>();
        for (Run.BlockGroup group : run.groups) {
            sources.add(new StoredRows(store, keys, batch.key(), run, group));
        }
        if (run.memory.rows() > 0) {
            sources.add(new MemoryRows(run.memory));
        }
        return sources;
    }

    private void removeRun(Batch batch, Run run) {
        batch.sealedRuns.removeFirst();
        memory.use(-run.memory.memory());
        run.memory.release();
        int blocks = run.nextBlock();
        for (int block = 0; block < blocks; block++) {
            store.delete(keys.block(batch.key(), run.index(), block));
        }
    }

    private void finish(Batch batch) {
        batch.done = true;
        batch.cover(batch.lastOffset);
        dirty.remove(batch);
        finished.add(batch);
        bookmarkMoved = true;
        emitter.finished(batch.output(), batch.counts());
    }

    /** Writes all rows of the batch that are in memory to the store. */
    private void flush(Batch batch) {
        for (Run run : batch.sealedRuns) {
            flush(batch, run);
        }
        flush(batch, batch.current);
        batch.cover(clock.offset());
        dirty.remove(batch);
        store.put(keys.batch(batch.key()), BatchCodec.encode(batch));
        bookmarkMoved = true;
    }

    private void flush(Batch batch, Run run) {
        RowLog rows = run.memory;
        if (rows.rows() == 0) {
            return;
        }
        int first = run.nextBlock();
        int next = first;
        byte[] block = new byte[Math.min(rows.size(), settings.blockSize() + 64 * 1024)];
        int length = 0;
        for (int position : rows.sortedPositions()) {
            byte[] chunk = rows.chunkOf(position);
            int start = RowLog.startOf(position);
            int size = RowLog.entrySize(chunk, start);
            if (length > 0 && length + size > settings.blockSize()) {
                store.put(keys.block(batch.key(), run.index(), next++), Blocks.compress(block, length));
                length = 0;
            }
            if (length + size > block.length) {
                block = Arrays.copyOf(block, length + size);
            }
            System.arraycopy(chunk, start, block, length, size);
            length += size;
        }
        store.put(keys.block(batch.key(), run.index(), next++), Blocks.compress(block, length));
        run.groups.add(new Run.BlockGroup(first, next - first));
        memory.use(-rows.memory());
        if (emission == null || emission.run() != run) {
            rows.release();
        }
        run.memory = newRowLog();
    }

    private long bookmarkOffset() {
        return dirty.isEmpty() ? clock.offset() + 1 : dirty.iterator().next().firstUncovered;
    }

    private void saveBookmark() {
        long offset = bookmarkOffset();
        long clockThere = dirty.isEmpty() ? clock.millis() : dirty.iterator().next().clockBeforeFirstUncovered;
        store.put(StoreKeys.BOOKMARK, clock.bookmark(offset, clockThere).encode());
        savedBookmark = offset;
        bookmarkMoved = false;
        for (Batch batch : finished) {
            if (batch.lastOffset >= offset) {
                store.put(keys.batch(batch.key()), BatchCodec.encode(batch));
            }
            tombstones.add(batch);
        }
        finished.clear();
        for (Batch oldest = tombstones.peek();
                oldest != null && oldest.lastOffset < offset;
                oldest = tombstones.peek()) {
            remove(tombstones.remove());
        }
    }

    private void remove(Batch batch) {
        store.delete(keys.batch(batch.key()));
        if (lane(batch.key().export()).remove(batch)) {
            store.delete(keys.spec(batch.configVersion()));
        }
    }

    /** Batches that have begun and are not complete. */
    public int openBatches() {
        return lanes.values().stream().mapToInt(Lane::incompleteBatches).sum();
    }

    /** Gives back the memory; what is in it is read again from the source by whoever takes the partition over. */
    public void close() {
        if (emission != null) {
            emission.close();
        }
        memory.release();
    }
}
