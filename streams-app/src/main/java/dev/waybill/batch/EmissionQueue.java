package dev.waybill.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Batches with something to emit. A closed batch waits for a fixed offset of its export below {@code spread} after it is
 * due, so that a full hour does not reach Kafka and the destinations all at once.
 */
final class EmissionQueue {
    private record Entry(Batch batch, long notBeforeMillis, long sequence) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(notBeforeMillis, other.notBeforeMillis);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    /** What is held back stays so for minutes rather than moments, and every look costs a commit. */
    private static final long MILLIS_TO_ASK_AGAIN = 2_000;

    private final BatchSettings settings;
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private final List<Entry> held = new ArrayList<>();
    private long sequence;
    /** When the first of {@link #held} was held back. */
    private long heldSince;

    EmissionQueue(BatchSettings settings) {
        this.settings = settings;
    }

    /** Adds a closed batch, to be emitted at its offset after it was due. */
    void add(Batch batch) {
        long offset = settings.spreadOffset(batch.key().export()).toMillis();
        entries.add(new Entry(batch, batch.dueMillis() + offset, sequence++));
    }

    /** Adds a batch with a full run. */
    void addAtOnce(Batch batch) {
        entries.add(new Entry(batch, Long.MIN_VALUE, sequence++));
    }

    private boolean mayAskAgain(long wallMillis) {
        return !held.isEmpty() && wallMillis - heldSince >= MILLIS_TO_ASK_AGAIN;
    }

    boolean isDue(long wallMillis) {
        Entry first = entries.peek();
        return first != null && first.notBeforeMillis() <= wallMillis || mayAskAgain(wallMillis);
    }

    /** The next batch that may be emitted now and is accepted; those that are not accepted are asked about again later. */
    @Nullable
    Batch next(long wallMillis, Predicate<Batch> accepted) {
        if (mayAskAgain(wallMillis)) {
            entries.addAll(held);
            held.clear();
        }
        for (Entry first = entries.peek();
                first != null && first.notBeforeMillis() <= wallMillis;
                first = entries.peek()) {
            entries.remove();
            Batch batch = first.batch();
            if (batch.done || batch.sealedRuns.isEmpty() && !batch.closed) {
                continue;
            }
            if (accepted.test(batch)) {
                return batch;
            }
            if (held.isEmpty()) {
                heldSince = wallMillis;
            }
            held.add(first);
        }
        return null;
    }
}
