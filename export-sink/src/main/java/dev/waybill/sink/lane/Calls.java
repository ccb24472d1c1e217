package dev.waybill.sink.lane;

import dev.waybill.spec.DestinationEntry;
import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.DestinationLookup;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Place;
import dev.waybill.sink.part.PartReader;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Makes the calls for the heads of lanes, one for each lane at a time: each waits until a thread may be given to its place
 * and its tenant. Everything but a call itself happens under the {@link Dispatcher}'s lock.
 */
public final class Calls {
    private final Lock lock;
    private final Attempts attempts;
    private final Outcomes outcomes;
    private final DestinationLookup destinations;
    private final Shares memory;
    private final Shares threads;
    private final Executor executor;
    private final WaitingLanes waiting = new WaitingLanes();

    Calls(
            Lock lock,
            Attempts attempts,
            Outcomes outcomes,
            DestinationLookup destinations,
            Shares memory,
            Shares threads,
            Executor executor) {
        this.lock = lock;
        this.attempts = attempts;
        this.outcomes = outcomes;
        this.destinations = destinations;
        this.memory = memory;
        this.threads = threads;
        this.executor = executor;
    }

    /** A call that was given a thread; run once, without the lock. */
    public final class Call implements Runnable {
        private final Lane lane;
        private final Place place;

        private Call(Lane lane, Place place) {
            this.lane = lane;
            this.place = place;
        }

        public LaneKey lane() {
            return lane.key();
        }

        public Place place() {
            return place;
        }

        @Override
        public void run() {
            call(lane, place);
        }
    }

    /** Where the next call for the lane goes. */
    Place next(Lane lane) {
        return attempts.next(Attempts.Situation.of(lane));
    }

    /** Where the lane's objects go now. */
    Optional<DestinationEntry> target(Lane lane) {
        return lane.key().export().flatMap(destinations::find);
    }

    /** Whether a call there for this tenant would get a thread. */
    boolean admits(Place place, String tenant) {
        return threads.admits(place, tenant, 1);
    }

    /** Lets the lane wait for a thread, unless it waits or has one already, or has nothing to do. */
    void queue(Lane lane) {
        if (lane.isIdle() && lane.isBusy()) {
            lane.callWaits();
            waiting.add(lane, next(lane));
        }
    }

    /** The lane waits no more; a call that has a thread goes on. */
    void forget(Lane lane) {
        waiting.remove(lane);
    }

    /** Gives threads to whoever may have one. */
    void start() {
        for (Optional<WaitingLanes.Turn> turn = waiting.next(threads); turn.isPresent(); turn = waiting.next(threads)) {
            Lane lane = turn.get().lane();
            Place place = turn.get().place();
            lane.callRuns();
            threads.take(place, lane.key().tenant(), 1);
            executor.execute(new Call(lane, place));
        }
    }

    private void call(Lane lane, Place place) {
        Optional<SinkRecord> head;
        Attempts.Situation situation;
        Optional<DestinationEntry> target;
        lock.lock();
        try {
            situation = Attempts.Situation.of(lane);
            // While it waited, the call may have become one to another place: then it waits for that.
            head = !lane.isClosed() && attempts.next(situation).equals(place) ? lane.head() : Optional.empty();
            target = target(lane);
        } finally {
            lock.unlock();
        }
        Outcome outcome = Outcome.PREPARED;
        try {
            if (head.isPresent()) {
                outcome = Outcome.failed(new DeliveryException(FailureKind.INTERNAL, "the thread died"));
                outcome = attempts.attempt(head.get(), situation);
            }
        } finally {
            lock.lock();
            try {
                finish(lane, place, head, target, outcome);
            } finally {
                lock.unlock();
            }
        }
    }

    private void finish(
            Lane lane, Place place, Optional<SinkRecord> record, Optional<DestinationEntry> target, Outcome outcome) {
        threads.giveBack(place, lane.key().tenant(), 1);
        lane.callEnded();
        if (lane.isClosed() || outcome.kind() == Outcome.Kind.FAILED) {
            giveBack(lane, lane.giveUpQueue());
        } else if (outcome.kind().isEnd()) {
            lane.passed();
            record.ifPresent(delivered -> giveBack(lane, PartReader.size(delivered)));
        }
        if (!lane.isClosed()) {
            record.ifPresent(tried -> outcomes.note(lane, tried, target, outcome));
            queue(lane);
        }
        start();
    }

    private void giveBack(Lane lane, long bytes) {
        memory.giveBack(lane.place(), lane.key().tenant(), bytes);
    }
}
