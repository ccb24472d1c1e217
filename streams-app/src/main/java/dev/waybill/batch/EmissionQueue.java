package dev.waybill.batch;

import java.util.LinkedHashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Exports with something to emit, each once, in the order of their turns. */
final class EmissionQueue {
    private record Turn(Lane lane, long millis, long sequence) implements Comparable<Turn> {
        @Override
        public int compareTo(Turn other) {
            int byTime = Long.compare(millis, other.millis);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }

    /** A topic that takes no parts does not for minutes rather than moments, and every look costs a commit. */
    private static final long MILLIS_TO_ASK_AGAIN = 2_000;

    private final PriorityQueue<Turn> turns = new PriorityQueue<>();
    /** Those whose turn it was while their topic took no parts. */
    private final Set<Lane> waiting = new LinkedHashSet<>();

    private long sequence;
    /** When the first of {@link #waiting} began to wait. */
    private long waitingSince;

    /** It is the lane's turn at this time, or earlier where it was so before. */
    void add(Lane lane, long millis) {
        if (millis < lane.turnMillis()) {
            lane.turnAt(millis);
            turns.add(new Turn(lane, millis, sequence++));
        }
    }

    /** It is the lane's turn as soon as possible. */
    void addAtOnce(Lane lane) {
        add(lane, Long.MIN_VALUE);
    }

    private boolean mayAskAgain(long wallMillis) {
        return !waiting.isEmpty() && wallMillis - waitingSince >= MILLIS_TO_ASK_AGAIN;
    }

    /** Whether it is somebody's turn. */
    boolean isDue(long wallMillis) {
        Turn first = turns.peek();
        return first != null && first.millis() <= wallMillis || mayAskAgain(wallMillis);
    }

    /**
     * The next batch to emit something of; null where there is none now.
     *
     * @param choice what to emit of a lane now; null where there is nothing
     * @param accepted whether it can be emitted; a lane that is not accepted is asked about again later
     */
    @Nullable
    Batch next(long wallMillis, Choice choice, Predicate<Batch> accepted) {
        if (mayAskAgain(wallMillis)) {
            waiting.forEach(this::addAtOnce);
            waiting.clear();
        }
        for (Turn first = turns.peek(); first != null && first.millis() <= wallMillis; first = turns.peek()) {
            turns.remove();
            Lane lane = first.lane();
            if (first.millis() != lane.turnMillis()) {
                continue;
            }
            lane.turnAt(Lane.NEVER);
            Batch batch = choice.of(lane, wallMillis);
            if (batch == null) {
                continue;
            }
            if (accepted.test(batch)) {
                return batch;
            }
            letWait(lane, wallMillis);
        }
        return null;
    }

    /** The lane is asked about again later. */
    void letWait(Lane lane, long wallMillis) {
        if (waiting.isEmpty()) {
            waitingSince = wallMillis;
        }
        waiting.add(lane);
    }

    /** Decides what is emitted of a lane. */
    interface Choice {
        @Nullable
        Batch of(Lane lane, long wallMillis);
    }
}
