package dev.waybill.batch;

import dev.waybill.batch.store.BatchKey;
import dev.waybill.batch.store.ExportWindow;
import dev.waybill.export.ExportVersion;
import dev.waybill.window.Window;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the batch that the current record's event goes to. */
public final class BatchFinder {
    private final OpenBatches batches;
    private final StoredBatches stored;
    private final BatchSettings settings;
    private final PartitionClock clock;

    BatchFinder(OpenBatches batches, StoredBatches stored, BatchSettings settings, PartitionClock clock) {
        this.batches = batches;
        this.stored = stored;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether no batch of the export was begun under another version than this one. */
    public boolean hasOnly(Lane lane, @Nullable ExportVersion version) {
        return lane.hasOnly(version);
    }

    /**
     * Of the batches that events of these windows belong to now, whatever their version, the one begun first. While the
     * source is read again there are batches that were begun later than at this record; they do not count, so that the event
     * finds the same batch again, whichever version is the current one by now.
     */
    public Optional<Batch> firstBegun(Lane lane, Collection<Window> windows) {
        Batch first = null;
        for (Window window : windows) {
            for (long hour : new long[] {BatchKey.ON_TIME, BatchKey.hourOf(clock.millis())}) {
                Batch batch = fetch(lane, new BatchKey(lane.export(), window, hour));
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
    public Batch batch(Lane lane, Window window, ExportVersion version) {
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
                    return lane.use(batches.load(lane, onTimeKey, header));
                }
            }
            late = late != null ? late : fetch(lane, lateKey);
            if (late != null && late.begunAt() <= clock.offset()) {
                return late;
            }
        }
        if (!hasOnTime
                && clock.millis() < onTimeKey.dueMillis(version.grace(), settings.slack())
                && !batches.deliveredIds().hasClosed(new ExportWindow(lane.export(), window))) {
            return lane.use(batches.begin(lane, onTimeKey, version));
        }
        return late != null ? late : batches.begin(lane, lateKey, version);
    }

    /** The batch of this key: one in memory, or an open one in the store, which is brought into memory. */
    private @Nullable Batch fetch(Lane lane, BatchKey key) {
        Batch batch = lane.find(key);
        if (batch != null || !lane.hasOthers()) {
            return batch;
        }
        byte[] header = stored.find(key);
        return header != null && BatchCodec.summary(header).dueMillis() > clock.millis()
                ? batches.load(lane, key, header)
                : null;
    }
}
