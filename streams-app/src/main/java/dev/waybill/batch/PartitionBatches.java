package dev.waybill.batch;

import dev.waybill.batch.store.BatchStore;
import dev.waybill.contract.ExportId;
import dev.waybill.export.ExportVersion;
import dev.waybill.spec.yaml.SpecException;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * The batches of one source partition, from the first row to the emitted part.
 *
 * <p>For every record, in the order of the log: {@link #begin}; what becomes of it, by {@link #record}, {@link #finder} and
 * {@link #writer}; {@link #end}. Between records {@link #work} emits what is due, in slices. After a restart the source is
 * read again from {@link #replayFrom} on, by the same calls, less those for what was decided for good. Rows are held in
 * memory, and go to the store, as sorted blocks, only when they are older than the replay distance or memory runs out.
 */
public final class PartitionBatches {
    private final Engine engine;

    private PartitionBatches(Engine engine) {
        this.engine = engine;
    }

    /**
     * Takes up where the store says the partition was left, or begins it.
     *
     * @param nanoTime a clock that only durations are taken from
     * @param versions makes the version that a stored batch was begun under of its config-version and its canonical spec;
     *     what it throws a {@link SpecException} for is kept as it is
     */
    public static PartitionBatches open(
            int sourcePartition,
            BatchStore store,
            BatchSettings settings,
            MemoryBudget memory,
            Emitter emitter,
            LongSupplier nanoTime,
            BiFunction<String, String, ExportVersion> versions) {
        Engine engine = new Engine(sourcePartition, store, settings, memory.share(), emitter, nanoTime);
        engine.restore(versions);
        return new PartitionBatches(engine);
    }

    /** The exports with batches that were begun under a version that this program cannot read, and why: they wait in the store. */
    public SortedMap<ExportId, SpecException> unreadable() {
        return Collections.unmodifiableSortedMap(engine.unreadable);
    }

    /** Where the source is to be read again from before anything new is; empty where nothing has been read yet. */
    public OptionalLong replayFrom() {
        return engine.replayFrom;
    }

    /** All has been read again that {@link #replayFrom} asked for. */
    public void replayed() {
        engine.journal.replayed();
        engine.clock.replayed();
        engine.batches.closeDue();
    }

    /** Begins the record at this offset: its arrival moves the clock, and what the clock has reached closes. */
    public void begin(long offset, long arrivalMillis) {
        engine.clock.read(offset, arrivalMillis);
        engine.batches.closeDue();
        engine.record.begin(offset);
    }

    /** Ends the record: rows that are too old or too many for memory go to the store. */
    public void end() {
        engine.record.end();
        engine.coverage.save(engine.flusher.flushOldAndExcess());
    }

    /** What is known of the record that has begun, and decided of it. */
    public RecordAtHand record() {
        return engine.record;
    }

    /** Which batch the record's event goes to. */
    public BatchFinder finder() {
        return engine.finder;
    }

    /** What becomes of the event there. */
    public BatchWriter writer() {
        return engine.writer;
    }

    /** The exports that were held back and have not caught up: records are read again for them. */
    public LaggingExports lagging() {
        return engine.lagging;
    }

    /** The lane of an export, made when asked for first. */
    public Lane lane(ExportId export) {
        return engine.batches.lane(export);
    }

    /** How far the partition has come. */
    public PartitionTime time() {
        return engine.time;
    }

    /** Says again which batches have begun and have not ended: who reads the ledger may know its last days only. */
    public void tellOpenAgain() {
        engine.batches.tellOpenAgain();
    }

    /** What the ledger must be told of the partition as a whole. */
    public LedgerMark ledger() {
        return engine.ledger;
    }

    /** The earliest time, milliseconds since the epoch, at which an open batch is due; empty where none is open. */
    public Optional<Long> nextDueMillis() {
        return Optional.of(engine.batches.due().nextDueMillis()).filter(due -> due != Lane.NEVER);
    }

    /** Whether a call to {@link #work} would find something to do at this time, milliseconds since the epoch. */
    public boolean hasWork(long wallMillis) {
        return engine.emissions.isDue(wallMillis);
    }

    /** Emits parts, within one slice's limits; answers whether there is more to emit now. */
    public boolean work(long wallMillis) {
        return engine.work(wallMillis);
    }

    /** Batches that have begun and are not complete. */
    public int openBatches() {
        return engine.batches.unfinished();
    }

    /** How many batches stand in memory. */
    int batchesInMemory() {
        return engine.batches.inMemory();
    }

    /** Gives back the memory; what is in it is read again from the source by whoever takes the partition over. */
    public void close() {
        engine.close();
    }
}
