package dev.waybill.batch;

import java.time.Instant;

/**
 * An hour of event time in which the partition had events of a tenant that nobody could take, since it was not known what rules
 * them.
 *
 * @param epochHour counted in hours since the epoch
 */
public record UndecidedHour(long epochHour, String tenant) implements Comparable<UndecidedHour> {
    private static final long MICROS = 3_600_000_000L;
    private static final long SECONDS = 3_600;

    static UndecidedHour of(String tenant, long epochMicros) {
        return new UndecidedHour(Math.floorDiv(epochMicros, MICROS), tenant);
    }

    /** When it begins. */
    public Instant start() {
        return Instant.ofEpochSecond(epochHour * SECONDS);
    }

    @Override
    public int compareTo(UndecidedHour other) {
        return epochHour == other.epochHour ? tenant.compareTo(other.tenant) : Long.compare(epochHour, other.epochHour);
    }
}
