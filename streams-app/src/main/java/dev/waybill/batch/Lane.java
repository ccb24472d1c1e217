package dev.waybill.batch;

import dev.waybill.batch.store.BatchKey;
import dev.waybill.contract.ExportId;
import dev.waybill.export.ExportVersion;
import dev.waybill.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One export's place in one source partition: which of its batches stand in memory, how many stand in the store only, and
 * what there is to emit.
 */
public final class Lane {
    static final long NEVER = Long.MAX_VALUE;
    static final Comparator<Batch> BY_DUE =
            Comparator.comparingLong(Batch::dueMillis).thenComparing(Batch::key);

    /** A version that batches were begun under, and how many. */
    private static final class InUse {
        private final ExportVersion version;
        private int batches;

        InUse(ExportVersion version) {
            this.version = version;
        }
    }

    private final ExportId export;
    /** By their names: the store knows them by name. */
    private final Map<String, InUse> versions = new HashMap<>(2);

    /** Of each window the one on time and those that are late, few; an import of history has many windows at a time. */
    private final Map<Window, List<Batch>> inMemory = new HashMap<>();

    private int batchesInMemory;
    /** How many batches there are, those that are done but still kept included. */
    private int batches;
    /** How many stand in the store only and are not done. */
    private int onlyStored;

    private long nextStoredDueMillis = NEVER;
    /** The batch used last, if it is on time. */
    private @Nullable Batch last;

    /** Closed batches in memory, by due time. */
    private final NavigableSet<Batch> closed = new TreeSet<>(BY_DUE);
    /** Batches in memory that have full runs. */
    private final Set<Batch> full = new LinkedHashSet<>(2);
    /** Whether there may be closed batches that stand in the store only. */
    private boolean hasStoredClosed;
    /** The key in the list of what is due before which there are none of them; null where that is not known. */
    private byte @Nullable [] storedClosedFrom;
    /** The one of them that was brought into memory to be emitted. */
    private @Nullable Batch storedClosed;

    private long turnMillis = NEVER;

    private long takesFrom;

    Lane(ExportId export, long takesFrom) {
        this.export = export;
        this.takesFrom = takesFrom;
    }

    /** The export whose batches these are. */
    public ExportId export() {
        return export;
    }

    /** The offset from which it takes events; what comes before was or will be read again for it alone. */
    long takesFrom() {
        return takesFrom;
    }

    void takeFrom(long offset) {
        takesFrom = offset;
    }

    /** When it is its turn to emit, or {@link #NEVER}. */
    long turnMillis() {
        return turnMillis;
    }

    void turnAt(long millis) {
        turnMillis = millis;
    }

    /** When the first of the batches that stand in the store only closes, or {@link #NEVER}. */
    long nextStoredDueMillis() {
        return nextStoredDueMillis;
    }

    void nextStoredDueAt(long millis) {
        nextStoredDueMillis = millis;
    }

    /** A batch stands in the store only from now on. */
    void leaveToStore() {
        onlyStored++;
    }

    /** A batch does not stand in the store only any more. */
    void takeFromStore() {
        onlyStored--;
    }

    /** Whether batches that are not done stand in the store only. */
    boolean hasOnlyStored() {
        return onlyStored > 0;
    }

    /** The version of this name that batches were begun under; empty where none was. */
    public Optional<ExportVersion> inUse(String configVersion) {
        return Optional.ofNullable(versions.get(configVersion)).map(used -> used.version);
    }

    /** The version of this name, which batches were begun under. */
    ExportVersion version(String configVersion) {
        return inUse(configVersion)
                .orElseThrow(() -> new IllegalStateException(
                        "the spec " + configVersion + " of " + export + " is missing from the store"));
    }

    /** Batches in the store were begun under this version. */
    void know(ExportVersion version) {
        versions.put(version.configVersion(), new InUse(version));
    }

    /** There is one batch more; whether it is the first of its version. */
    boolean countBegun(ExportVersion version) {
        InUse used = versions.computeIfAbsent(version.configVersion(), any -> new InUse(version));
        used.batches++;
        batches++;
        return used.batches == 1;
    }

    /** There is one batch less; whether it was the last of its version. */
    boolean countForgotten(ExportVersion version) {
        InUse used = versions.get(version.configVersion());
        batches--;
        if (used == null || --used.batches > 0) {
            return false;
        }
        versions.remove(version.configVersion());
        return true;
    }

    /** Whether there are batches that do not stand in memory. */
    boolean hasOthers() {
        return batches > batchesInMemory;
    }

    /** The batch of on-time events of this window, if it was the last one found and is not yet due. */
    @Nullable
    Batch lastIfOnTime(Window window, long clockMillis) {
        Batch batch = last;
        return batch != null && batch.key().window().equals(window) && clockMillis < batch.dueMillis() ? batch : null;
    }

    /** The batch of this key, where it stands in memory. */
    @Nullable
    Batch find(BatchKey key) {
        for (Batch batch : inMemory(key.window())) {
            if (batch.key().lateHour() == key.lateHour()) {
                return batch;
            }
        }
        return null;
    }

    /** An event goes to this batch, which stands in memory. */
    Batch use(Batch batch) {
        last = batch.key().isLate() ? last : batch;
        return batch;
    }

    /** The batches of a window that stand in memory. */
    List<Batch> inMemory(Window window) {
        return inMemory.getOrDefault(window, List.of());
    }

    void add(Batch batch) {
        inMemory.computeIfAbsent(batch.key().window(), window -> new ArrayList<>(1))
                .add(batch);
        batchesInMemory++;
        if (batch.isClosed()) {
            closed.add(batch);
        }
        if (batch.hasFullRun()) {
            full.add(batch);
        }
    }

    void remove(Batch batch) {
        Window window = batch.key().window();
        inMemory(window).remove(batch);
        if (inMemory(window).isEmpty()) {
            inMemory.remove(window);
        }
        batchesInMemory--;
        closed.remove(batch);
        full.remove(batch);
        if (last == batch) {
            last = null;
        }
        if (storedClosed == batch) {
            storedClosed = null;
        }
    }

    /** The batch has closed, or has a full run more or less. */
    void update(Batch batch) {
        if (batch.isClosed()) {
            closed.add(batch);
        }
        if (batch.hasFullRun()) {
            full.add(batch);
        } else {
            full.remove(batch);
        }
    }

    /** The closed batch in memory that was due first; null where there is none. */
    @Nullable
    Batch firstClosed() {
        return closed.isEmpty() ? null : closed.first();
    }

    /** Whether a closed batch that stands in the store only is to be brought into memory. */
    boolean wantsStoredClosed() {
        return hasStoredClosed && storedClosed == null;
    }

    /** Where in the list of what is due closed batches that stand in the store only may begin; null for its beginning. */
    byte @Nullable [] storedClosedFrom() {
        return storedClosedFrom;
    }

    /** There may be closed batches that stand in the store only. */
    void addStoredClosed() {
        hasStoredClosed = true;
    }

    /** A closed batch stands in the store only from now on, at this place of the list. */
    void addStoredClosed(byte[] listed) {
        hasStoredClosed = true;
        if (storedClosedFrom != null && Arrays.compareUnsigned(listed, storedClosedFrom) < 0) {
            storedClosedFrom = listed;
        }
    }

    /** The first closed batch that stood in the store only is in memory; those that are left come after this place of the list. */
    void takeStoredClosed(Batch batch, byte[] after) {
        storedClosed = batch;
        storedClosedFrom = after;
    }

    /** No closed batch stands in the store only. */
    void clearStoredClosed() {
        hasStoredClosed = false;
        storedClosedFrom = null;
    }

    /** Whether there is something to emit, now or when its time comes. */
    boolean hasClosed() {
        return hasStoredClosed || !closed.isEmpty();
    }

    /** The batches in memory that have full runs. */
    Set<Batch> full() {
        return full;
    }

    /** The export's id. */
    @Override
    public String toString() {
        return export.toString();
    }
}
