package dev.waybill.delivery;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A reader of a catalog whose whole history is known, but not to it: what it knows is as old as the test says, and a change is
 * hidden from it for up to half a minute more. It may stand still for as long as it likes.
 */
final class LaggingReader implements CatalogView {
    /** How long a transaction may hide a change from readers. */
    static final Duration MAX_HIDDEN = Duration.ofSeconds(30);

    /** The catalog as it is from the broker's time of a change on. */
    record Change(Instant at, CatalogSnapshot snapshot) {}

    private final List<Change> history;
    private Instant knownUpTo = Instant.EPOCH;
    private int known;
    private int waits;

    LaggingReader(List<Change> history) {
        this.history = List.copyOf(history);
    }

    /** It looks: afterwards it knows what was committed and visible by then. */
    void look(Instant wallClock, Duration hidden) {
        if (wallClock.isAfter(knownUpTo)) {
            knownUpTo = wallClock;
            while (known + 1 < history.size()
                    && !history.get(known + 1).at().plus(hidden).isAfter(wallClock)) {
                known++;
            }
        }
    }

    /** How often an event has waited. */
    int waits() {
        return waits;
    }

    @Override
    public Knowledge now() {
        return Knowledge.of(history.get(known).snapshot(), knownUpTo);
    }

    /** Time goes on while an event waits. */
    @Override
    public Knowledge awaitDecided(long epochMicros) {
        waits++;
        while (!now().isDecided(epochMicros)) {
            look(knownUpTo.plusSeconds(20), MAX_HIDDEN);
        }
        return now();
    }
}
