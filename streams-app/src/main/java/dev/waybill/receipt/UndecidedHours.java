package dev.waybill.receipt;

import dev.waybill.batch.store.BatchStore;
import dev.waybill.contract.Source;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The hours of event time with events of a tenant that nobody could take, since it was not known what rules them. Windows that
 * touch one lack events, as far as anybody can tell.
 */
final class UndecidedHours {
    /** How long an hour is remembered behind the newest one of the tenant. */
    private static final long REMEMBERED_HOURS = Duration.ofDays(366).toHours();

    private static final byte[] PRESENT = {};

    private final BatchStore store;
    private final ReceiptKeys keys;

    UndecidedHours(BatchStore store, ReceiptKeys keys) {
        this.store = store;
        this.keys = keys;
    }

    void add(String tenant, Source source, Instant hour) {
        long added = hour(hour);
        store.put(keys.undecided(tenant, source, added), PRESENT);
        List<byte[]> old = new ArrayList<>();
        store.scanRange(
                keys.undecided(tenant, source, Long.MIN_VALUE),
                keys.undecided(tenant, source, added - REMEMBERED_HOURS),
                (key, value) -> old.add(key));
        old.forEach(store::delete);
    }

    /** Whether there were such events in an hour that the window touches. */
    boolean touch(String tenant, Source source, Window window) {
        boolean[] found = new boolean[1];
        store.scanRange(
                keys.undecided(tenant, source, hour(window.start())),
                keys.undecided(tenant, source, hour(window.end().minusNanos(1)) + 1),
                (key, value) -> {
                    found[0] = true;
                    return false;
                });
        return found[0];
    }

    private static long hour(Instant instant) {
        return Math.floorDiv(instant.toEpochMilli(), BatchName.HOUR_MILLIS);
    }
}
