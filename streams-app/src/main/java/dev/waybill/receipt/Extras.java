package dev.waybill.receipt;

import dev.waybill.batch.store.BatchStore;
import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Receipts that are still to come beside those of windows as they pass, and which of them have been issued: a receipt's name
 * is used once.
 */
final class Extras {
    /** How long it is remembered that an hour's late events of a window have been stated. What shows itself later is a revision. */
    private static final Duration REMEMBERED = Duration.ofDays(35);
    /** As many are forgotten at once. */
    private static final int FORGOTTEN_AT_ONCE = 50;

    private final BatchStore store;
    private final ReceiptKeys keys;

    Extras(BatchStore store, ReceiptKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    void add(Extra extra) {
        store.put(keys.extra(extra), new byte[0]);
    }

    void delete(Extra extra) {
        store.delete(keys.extra(extra));
    }

    /** Those of the export, by the hour of arrival, revisions last. */
    List<Extra> of(ExportId export) {
        List<Extra> found = new ArrayList<>();
        store.scan(keys.extras(export), (key, value) -> found.add(ReceiptKeys.readExtra(key)));
        return found;
    }

    /**
     * Whether the receipt about this hour's late events of the window has been issued, as far as anybody can tell.
     *
     * @param furthestMillis what the fastest source partition has passed
     */
    boolean isLateIssued(ExportId export, Window window, long hour, long furthestMillis) {
        return hour < oldestHour(furthestMillis) || store.find(keys.lateIssued(export, window, hour)) != null;
    }

    void lateIssued(ExportId export, Window window, long hour, long furthestMillis) {
        store.put(keys.lateIssued(export, window, hour), new byte[0]);
        List<byte[]> old = new ArrayList<>();
        store.scanRange(
                keys.lateIssuedFrom(export, Long.MIN_VALUE),
                keys.lateIssuedFrom(export, oldestHour(furthestMillis)),
                (key, value) -> {
                    old.add(key);
                    return old.size() < FORGOTTEN_AT_ONCE;
                });
        old.forEach(store::delete);
    }

    private static long oldestHour(long furthestMillis) {
        return furthestMillis == SourceProgress.NOTHING
                ? Long.MIN_VALUE
                : Math.floorDiv(furthestMillis - REMEMBERED.toMillis(), BatchName.HOUR_MILLIS);
    }
}
