package dev.waybill.batch;

import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The batches of one export in one source partition. */
public final class Lane {
    private final ExportId export;
    private final Map<BatchKey, Batch> batches = new HashMap<>();
    /** The batch used last, if it is on time. */
    private @Nullable Batch last;
    /** The version that all batches here were begun under; null where there are none or several. */
    private @Nullable String onlyVersion;

    Lane(ExportId export) {
        this.export = export;
    }

    /** The export whose batches these are. */
    public ExportId export() {
        return export;
    }

    /** Whether no batch here was begun under another version of the spec. */
    boolean hasOnly(String configVersion) {
        return batches.isEmpty() || configVersion.equals(onlyVersion);
    }

    /**
     * Of the batches that an event of this time belongs to at this clock, whatever their version, the one begun first.
     * While the source is re-read there are batches that were begun later than at this record; they do not count, so that
     * the event finds the same batch again, whichever version is the current one by now.
     *
     * @param occurredAtMicros event time, microseconds since the epoch
     */
    Optional<Batch> firstBegun(long occurredAtMicros, long clockMillis, long offset) {
        Instant occurredAt = Instant.EPOCH.plus(occurredAtMicros, ChronoUnit.MICROS);
        return batches.values().stream()
                .filter(batch -> batch.begunAt() <= offset
                        && batch.takesAt(clockMillis)
                        && batch.key().window().contains(occurredAt))
                .min(Comparator.comparingLong(Batch::begunAt));
    }

    /** The batch of on-time events of this very window object, if it was the last one asked for and is not yet due. */
    @Nullable
    Batch lastIfOnTime(Window window, long clockMillis) {
        Batch batch = last;
        return batch != null && batch.key().window().equals(window) && clockMillis < batch.dueMillis() ? batch : null;
    }

    @Nullable
    Batch find(BatchKey key) {
        Batch batch = batches.get(key);
        if (batch != null && !key.isLate()) {
            last = batch;
        }
        return batch;
    }

    void add(Batch batch) {
        batches.put(batch.key(), batch);
        findOnlyVersion();
    }

    /** Whether a batch of the same window that arrived earlier is still to be emitted. */
    boolean hasUnfinishedBefore(Batch late) {
        if (!late.key().isLate()) {
            return false;
        }
        for (Batch batch : batches.values()) {
            if (!batch.done
                    && batch.key().lateHour() < late.key().lateHour()
                    && batch.key().window().equals(late.key().window())) {
                return true;
            }
        }
        return false;
    }

    void remove(Batch batch) {
        batches.remove(batch.key());
        findOnlyVersion();
        if (last == batch) {
            last = null;
        }
    }

    private void findOnlyVersion() {
        onlyVersion = null;
        for (Batch batch : batches.values()) {
            if (onlyVersion != null && !onlyVersion.equals(batch.configVersion())) {
                onlyVersion = null;
                return;
            }
            onlyVersion = batch.configVersion();
        }
    }

    int incompleteBatches() {
        int incomplete = 0;
        for (Batch batch : batches.values()) {
            incomplete += batch.done ? 0 : 1;
        }
        return incomplete;
    }

    Collection<Batch> batches() {
        return Collections.unmodifiableCollection(batches.values());
    }

    /** The export's id. */
    @Override
    public String toString() {
        return export.toString();
    }
}
