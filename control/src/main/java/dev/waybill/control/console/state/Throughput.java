package dev.waybill.control.console.state;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all exports together have emitted and delivered, in slots of five minutes of the last day. Thread-safe. */
final class Throughput {
    /** How long a slot is. */
    static final Duration SLOT = Duration.ofMinutes(5);
    /** How many are kept. */
    static final int SLOTS = 288;

    private static final class Slot {
        long number = Long.MIN_VALUE;
        long rows;
        long bytes;
        long objects;
        long timed;
        long delaySeconds;
        long longestSeconds;

        void begin(long other) {
            number = other;
            rows = 0;
            bytes = 0;
            objects = 0;
            timed = 0;
            delaySeconds = 0;
            longestSeconds = 0;
        }
    }

    private final Slot[] slots = new Slot[SLOTS];

    Throughput() {
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
    }

    /** A part was emitted. */
    synchronized void emitted(Instant at, long rows, long bytes) {
        Slot slot = slot(at);
        if (slot != null) {
            slot.rows += rows;
            slot.bytes += bytes;
        }
    }

    /** A part came into a bucket. */
    synchronized void delivered(Instant at) {
        Slot slot = slot(at);
        if (slot != null) {
            slot.objects++;
        }
    }

    /** It was there so long after the end of its window, in which its events came on time. */
    synchronized void delivered(Instant at, Duration afterEnd) {
        Slot slot = slot(at);
        if (slot != null) {
            slot.objects++;
            slot.timed++;
            slot.delaySeconds += afterEnd.toSeconds();
            slot.longestSeconds = Math.max(slot.longestSeconds, afterEnd.toSeconds());
        }
    }

    /** Slots of the last day up to now, the oldest first; where nothing happened, of zeros. */
    synchronized List<ThroughputSlot> series(Instant now) {
        long newest = number(now);
        List<ThroughputSlot> series = new ArrayList<>(SLOTS);
        for (long number = newest - SLOTS + 1; number <= newest; number++) {
            Slot slot = slots[(int) Math.floorMod(number, SLOTS)];
            Instant start = Instant.ofEpochSecond(number * SLOT.toSeconds());
            series.add(
                    slot.number == number
                            ? new ThroughputSlot(
                                    start,
                                    slot.rows,
                                    slot.bytes,
                                    slot.objects,
                                    Duration.ofSeconds(slot.timed == 0 ? 0 : slot.delaySeconds / slot.timed),
                                    Duration.ofSeconds(slot.longestSeconds))
                            : new ThroughputSlot(start, 0, 0, 0, Duration.ZERO, Duration.ZERO));
        }
        return series;
    }

    private static long number(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SLOT.toSeconds());
    }

    /** Null for what is older than the slots that are kept. */
    private @Nullable Slot slot(Instant at) {
        long number = number(at);
        Slot slot = slots[(int) Math.floorMod(number, SLOTS)];
        if (slot.number < number) {
            slot.begin(number);
        }
        return slot.number == number ? slot : null;
    }
}
