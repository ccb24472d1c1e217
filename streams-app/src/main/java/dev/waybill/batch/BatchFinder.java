package dev.waybill.batch;

import dev.waybill.batch.store.BatchKey;
import dev.waybill.export.ExportVersion;
import dev.waybill.window.Window;

/** Finds the batch that the current record's event goes to. */
public final class BatchFinder {
    private final OpenBatches batches;
    private final StoredBatches stored;
    private final PartitionClock clock;
    private final RecordAtHand record;

    BatchFinder(OpenBatches batches, StoredBatches stored, PartitionClock clock, RecordAtHand record) {
        this.batches = batches;
        this.stored = stored;
        this.clock = clock;
        this.record = record;
    }

    /**
     * The batch that an event of this window goes to now: on time, or late by the hour of arrival. Which of them is a matter
     * of the clock alone, since version and settings of a window never change; so a record that is read again finds the same
     * one.
     *
     * @param version the one that rules the window
     * @param settings of the window
     */
    public Batch batch(Lane lane, Window window, ExportVersion version, WindowSettings settings) {
        Batch last = lane.lastIfOnTime(window, clock.millis());
        if (last != null) {
            return last;
        }
        BatchKey onTime = new BatchKey(lane.export(), window, BatchKey.ON_TIME);
        if (clock.millis() < onTime.dueMillis(version.grace(), settings.slack())) {
            return lane.use(findOrBegin(lane, onTime, version, settings));
        }
        BatchKey late = new BatchKey(lane.export(), window, BatchKey.hourOf(clock.millis()));
        return findOrBegin(lane, late, version, settings);
    }

    private Batch findOrBegin(Lane lane, BatchKey key, ExportVersion version, WindowSettings settings) {
        Batch batch = lane.find(key);
        if (batch != null) {
            return batch;
        }
        byte[] header = lane.hasOthers() ? stored.find(key) : null;
        return header != null
                ? batches.load(lane, key, header)
                : batches.begin(lane, key, version, settings, record.offset());
    }
}
