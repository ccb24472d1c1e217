package dev.waybill.ledger;

import java.time.Duration;
import java.time.Instant;

/** Checks instants that name an hour. */
final class HourStart {
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private HourStart() {}

    static void require(Instant hour) {
        if (Math.floorMod(hour.toEpochMilli(), HOUR_MILLIS) != 0 || hour.getNano() != 0) {
            throw new IllegalArgumentException("not the beginning of an hour: " + hour);
        }
    }
}
