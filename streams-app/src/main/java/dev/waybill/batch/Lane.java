package dev.waybill.batch;

import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Collections;
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

    /**
     * The batch, begun under another version of the spec than {@code configVersion}, that an event of this time still
     * belongs to at this clock.
     *
     * @param occurredAtMicros event time, microseconds since the epoch
     */
    Optional<Batch> begunUnderOtherVersion(long occurredAtMicros, String configVersion, long clockMillis) {
        if (configVersion.equals(onlyVersion)) {
            return Optional.empty();
        }
        for (Batch batch : batches.values()) {
            if (!batch.configVersion().equals(configVersion)
                    && batch.takesAt(clockMillis)
                    && batch.key().window().contains(Instant.EPOCH.plus(occurredAtMicros, ChronoUnit.MICROS))) {
                return Optional.of(batch);
            }
        }
        return Optional.empty();
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
