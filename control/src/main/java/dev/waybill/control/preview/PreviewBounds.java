package dev.waybill.control.preview;

import java.time.Duration;
import java.util.Optional;

/**
 * How much is looked at.
 *
 * @param events of each tenant, the newest
 * @param records read from each source at most, those of others included
 * @param bytes of events kept in memory for each source
 * @param time after which reading ends
 * @param since how far back records may have arrived; empty for as far as the other bounds reach
 */
public record PreviewBounds(int events, long records, long bytes, Duration time, Optional<Duration> since) {
    /** A thousand events, from the last 200,000 records, in half a minute and 64 MiB. */
    public static final PreviewBounds DEFAULT =
            new PreviewBounds(1_000, 200_000, 64L << 20, Duration.ofSeconds(30), Optional.empty());

    /** So many events and their rows fit into the memory of a command. */
    public static final int MOST_EVENTS = 20_000;

    public PreviewBounds {
        if (events < 1 || events > MOST_EVENTS) {
            throw new IllegalArgumentException("the number of events must be from 1 to " + MOST_EVENTS);
        }
        if (records < 1 || bytes < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("records, bytes and time must be above 0");
        }
        since.filter(span -> span.isNegative() || span.isZero()).ifPresent(span -> {
            throw new IllegalArgumentException("the time to look back must be above 0");
        });
    }

    /** The same with other numbers of events and another time to look back. */
    public PreviewBounds of(int newest, Optional<Duration> back) {
        return new PreviewBounds(newest, records, bytes, time, back);
    }
}
