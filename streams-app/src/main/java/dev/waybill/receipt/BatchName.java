package dev.waybill.receipt;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * One batch of one source partition.
 *
 * @param slot {@link #ON_TIME}, or the hour of arrival, counted in hours since the epoch
 */
record BatchName(ExportId export, Window window, long slot, Source source, int partition) {
    static final long ON_TIME = Long.MIN_VALUE;

    /** By window, slot and source partition. */
    static final Comparator<BatchName> IN_ORDER = Comparator.comparing(BatchName::window)
            .thenComparing(BatchName::slot)
            .thenComparing(BatchName::source)
            .thenComparing(BatchName::partition);

    static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    static BatchName of(LedgerSource source, LedgerBatch batch) {
        long slot = batch.lateHour()
                .map(hour -> Math.floorDiv(hour.toEpochMilli(), HOUR_MILLIS))
                .orElse(ON_TIME);
        return new BatchName(batch.export(), batch.window(), slot, source.source(), source.partition());
    }

    boolean isLate() {
        return slot != ON_TIME;
    }

    /** When an hour begins. */
    static Instant hourStart(long hour) {
        return Instant.ofEpochMilli(Math.multiplyExact(hour, HOUR_MILLIS));
    }

    @Override
    public String toString() {
        String late = isLate() ? ", late in " + hourStart(slot) : "";
        return "window " + window.start() + late + ", partition " + partition;
    }
}
