package dev.waybill.sink.backlog;

import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.DestinationLookup;
import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Target;
import dev.waybill.sink.part.PartRecord;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;

/**
 * Starts the calls of backlogs: at most one for each at a time, for the head of its queue. A call waits until a thread
 * is free within the shares of its endpoint and its tenant. All but the call itself happens under the {@link
 * Dispatcher}'s lock.
 */
final class Calls {
    private final Lock lock;
    private final Attempts attempts;
    private final CallResults results;
    private final DestinationLookup destinations;
    private final Shares memory;
    private final Shares threads;
    private final Executor executor;
    private final Predicate<Backlog> moves;
    private final WaitingBacklogs waiting = new WaitingBacklogs();

    /** @param moves has another backlog deliver what this one must not any more, and says whether there was such a thing */
    Calls(
            Lock lock,
            Attempts attempts,
            CallResults results,
            DestinationLookup destinations,
            Shares memory,
            Shares threads,
            Executor executor,
            Predicate<Backlog> moves) {
        this.lock = lock;
        this.attempts = attempts;
        this.results = results;
        this.destinations = destinations;
        this.memory = memory;
        this.threads = threads;
        this.executor = executor;
        this.moves = moves;
    }

    /** A call that has a thread. It is run once, without the lock. */
    final class Call implements Runnable {
        private final Backlog backlog;
        private final Endpoint endpoint;

        private Call(Backlog backlog, Endpoint endpoint) {
            this.backlog = backlog;
            this.endpoint = endpoint;
        }

        BacklogKey backlog() {
            return backlog.key();
        }

        Endpoint endpoint() {
            return endpoint;
        }

        @Override
        public void run() {
            call(backlog, endpoint);
        }
    }

    /** Where the next call for the backlog goes. */
    Endpoint next(Backlog backlog) {
        return attempts.next(situation(backlog));
    }

    /** Where the backlog's objects go now; empty when nobody knows. */
    Optional<Target> target(Backlog backlog) {
        return backlog.key()
                .export()
                .flatMap(export -> backlog.head()
                        .map(PartRecord::versionOrNone)
                        .or(backlog.versions()::any)
                        .flatMap(version -> destinations.find(export, version)));
    }

    private Attempts.Situation situation(Backlog backlog) {
        return Attempts.Situation.of(backlog, target(backlog));
    }

    /** Whether a call there for this tenant would get a thread. */
    boolean admits(Endpoint endpoint, String tenant) {
        return threads.admits(endpoint, tenant, 1);
    }

    /** Lets the next call of the backlog wait for a thread, unless one waits or runs already, or nothing is queued. */
    void queue(Backlog backlog) {
        if (backlog.isIdle() && backlog.isBusy()) {
            backlog.callWaits();
            waiting.add(backlog, next(backlog));
        }
    }

    /** Takes back a call that waits; one that has a thread goes on. */
    void forget(Backlog backlog) {
        waiting.remove(backlog);
        if (!backlog.isCalling()) {
            backlog.callEnded();
        }
    }

    /** Starts every waiting call for which a thread is free within its shares. */
    void start() {
        for (Optional<WaitingBacklogs.Admission> next = waiting.next(threads);
                next.isPresent();
                next = waiting.next(threads)) {
            Backlog backlog = next.get().backlog();
            Endpoint endpoint = next.get().endpoint();
            backlog.callRuns();
            threads.take(endpoint, backlog.key().tenant(), 1);
            executor.execute(new Call(backlog, endpoint));
        }
    }

    private void call(Backlog backlog, Endpoint endpoint) {
        Optional<PartRecord> head;
        Attempts.Situation situation;
        lock.lock();
        try {
            situation = situation(backlog);
            // While it waited, the next call may have become one to another endpoint; then it waits again, for that
            // one.
            head = !backlog.isClosed() && attempts.next(situation).equals(endpoint) ? backlog.head() : Optional.empty();
        } finally {
            lock.unlock();
        }
        Optional<CallResult> result = Optional.empty();
        try {
            result = Optional.of(head.isPresent() ? attempts.attempt(head.get(), situation) : CallResult.PREPARED);
        } finally {
            lock.lock();
            try {
                finish(backlog, endpoint, head, situation.target(), result.orElseGet(Calls::died));
            } finally {
                lock.unlock();
            }
        }
    }

    private static CallResult died() {
        return CallResult.failed(new DeliveryException(FailureKind.INTERNAL, "the thread died"));
    }

    private void finish(
            Backlog backlog,
            Endpoint endpoint,
            Optional<PartRecord> record,
            Optional<Target> target,
            CallResult result) {
        threads.giveBack(endpoint, backlog.key().tenant(), 1);
        backlog.callEnded();
        if (backlog.isClosed() || result.kind() == CallResult.Kind.FAILED) {
            giveBack(backlog, backlog.giveUpQueue());
        } else if (result.kind().isEnd()) {
            backlog.passed();
            record.ifPresent(delivered -> giveBack(backlog, delivered.size()));
        }
        if (!backlog.isClosed()) {
            boolean moved = moves.test(backlog);
            if (!moved || result.kind().isEnd()) {
                record.ifPresent(tried -> results.note(backlog, tried, target, result));
            }
            results.resume(backlog);
            queue(backlog);
        }
        start();
    }

    private void giveBack(Backlog backlog, long bytes) {
        memory.giveBack(backlog.endpoint(), backlog.key().tenant(), bytes);
    }
}
