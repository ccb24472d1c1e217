package dev.waybill.sink.backlog;

import dev.waybill.ledger.DeliveryLane;
import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.sink.destination.Trouble;
import dev.waybill.sink.part.PartRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one export in one partition has not delivered yet to one destination: a queue of accepted records in offset order,
 * and possibly an offset ("held") from which on records are not accepted now, but will be read again. Every record of its
 * versions below the held offset is delivered or queued. So nothing is skipped, and a delivered record that is read again
 * is not uploaded again.
 *
 * <p>Not safe for several threads: the {@link Dispatcher} guards it with its lock.
 */
final class Backlog {
    static final long NONE = -1;

    /** How far the call for the head of the queue has come. */
    private enum Call {
        NONE,
        WAITING,
        RUNNING
    }

    private final BacklogKey key;
    private final Deque<PartRecord> queue = new ArrayDeque<>();
    private final BacklogCounters counters = new BacklogCounters();
    private final Versions versions = new Versions();
    private Endpoint endpoint = Endpoint.NONE;
    private long queuedBytes;
    private long acceptedThrough = NONE;
    private @Nullable Held held;
    private @Nullable Held released;
    private long turn;
    private Call call = Call.NONE;
    private boolean parking;
    private boolean closed;
    private @Nullable Trouble trouble;
    private @Nullable PartRecord askedFor;
    private boolean askedIsBehindParked;
    private final Optional<DeliveryLane> lane;

    Backlog(BacklogKey key) {
        this.key = key;
        this.lane = key.stated();
    }

    BacklogKey key() {
        return key;
    }

    /** What it is called in statements; empty for records that are nobody's. */
    Optional<DeliveryLane> lane() {
        return lane;
    }

    BacklogCounters counters() {
        return counters;
    }

    /** Whose parts it delivers; all of them have its destination, but for those that are being moved. */
    Versions versions() {
        return versions;
    }

    /** The endpoint whose share of the memory the queue counts against. */
    Endpoint endpoint() {
        return endpoint;
    }

    /** Whether the record of this version at this offset should be queued now. */
    boolean wants(String version, long offset) {
        return versions.take(version, offset) && offset > acceptedThrough && held == null;
    }

    /**
     * Queues a record. A backlog in trouble queues this one as a probe, and holds those behind it.
     *
     * @param nextCall where the next call goes; an empty queue counts against its share from now on
     */
    void add(PartRecord record, Endpoint nextCall) {
        if (queue.isEmpty()) {
            endpoint = nextCall;
        }
        queue.add(record);
        queuedBytes += record.size();
        acceptedThrough = record.offset();
        if (isProbing()) {
            hold(Held.behind(record));
        }
    }

    private boolean isProbing() {
        return trouble != null && !parking;
    }

    Optional<PartRecord> head() {
        return Optional.ofNullable(queue.peek());
    }

    /** Removes the head, which is delivered, parked or a dead letter. */
    void passed() {
        queuedBytes -= queue.remove().size();
        askedFor = null;
    }

    /** Drops the queue, to be read again from its head on; returns how many bytes that frees. */
    long giveUpQueue() {
        PartRecord head = queue.peek();
        return head == null ? 0 : giveUpFrom(Held.at(head));
    }

    /**
     * Drops what is queued from this offset on, to be read again from there on or from where it is held already, if that
     * comes before. A record whose call runs stays, since that cannot be called back; it will come again.
     *
     * @return how many bytes that frees
     */
    long giveUpFrom(Held first) {
        PartRecord running = running();
        long freed = 0;
        for (PartRecord record : List.copyOf(queue)) {
            if (record != running && record.offset() >= first.from()) {
                queue.remove(record);
                freed += record.size();
            }
        }
        queuedBytes -= freed;
        if (askedFor != queue.peek()) {
            askedFor = null;
        }
        acceptedThrough = Math.min(acceptedThrough, first.from() - 1);
        if (held == null || first.from() < held.from()) {
            hold(first);
        }
        return freed;
    }

    /**
     * Nothing from this offset on counts as delivered: other records stand there now, perhaps. What is queued from there on is
     * dropped, and what comes is delivered, once more where it is the same.
     *
     * @return how many bytes that frees
     */
    long goBackTo(long offset) {
        versions.goBackTo(offset);
        return giveUpFrom(new Held(offset, 0, undeliveredSince(), false));
    }

    /**
     * The first of what is read and neither delivered nor being delivered; empty if there is nothing of that kind.
     *
     * @see #deliveredThrough
     */
    Optional<Held> undelivered() {
        PartRecord running = running();
        Optional<PartRecord> queued =
                queue.stream().filter(record -> record != running).findFirst();
        return queued.map(Held::at).or(this::held).or(() -> behind().map(from -> from.startingAt(next(from))));
    }

    /** The offset up to which everything of this backlog is delivered or being delivered, where nothing is undelivered. */
    long deliveredThrough() {
        return acceptedThrough;
    }

    private long next(Held from) {
        return Math.max(acceptedThrough + 1, from.from());
    }

    private @Nullable PartRecord running() {
        return call == Call.RUNNING ? queue.peek() : null;
    }

    /** Forgets what it has not delivered, and its trouble: another backlog delivers it. */
    void handOver() {
        held = null;
        released = null;
        recovered();
    }

    /** Accepts no record from this offset on, until it is released. */
    void hold(Held from) {
        held = from;
        released = null;
    }

    Optional<Held> held() {
        return Optional.ofNullable(held);
    }

    /** Whether it is held and, as far as its own trouble goes, may be read again now. */
    boolean isReleasable(Instant now) {
        if (!queue.isEmpty() && lowestQueued() >= lowestHeld()) {
            // What is read again must not be queued behind a record that comes after it.
            return false;
        }
        if (trouble == null || parking) {
            return held != null;
        }
        return held != null && queue.isEmpty() && call == Call.NONE && !now.isBefore(trouble.retryAt());
    }

    /** Accepts records again, since they are read again from the held offset or before it. */
    void release(long number) {
        released = held;
        held = null;
        turn = number;
    }

    /** The number given at the last release: the lower it is, the longer ago that was. */
    long turn() {
        return turn;
    }

    /** From which offset on it is being read again; empty when it is not. */
    Optional<Held> behind() {
        return Optional.ofNullable(released);
    }

    /** Notes that everything that was dropped has been read again. */
    void caughtUp() {
        released = null;
    }

    /** The lowest offset that is known not to be delivered, or {@link #NONE}. */
    long lowestUndelivered() {
        long lowest = Math.min(lowestQueued(), lowestHeld());
        return lowest == Long.MAX_VALUE ? NONE : lowest;
    }

    private long lowestQueued() {
        PartRecord head = queue.peek();
        return head == null ? Long.MAX_VALUE : head.offset();
    }

    private long lowestHeld() {
        return held == null ? Long.MAX_VALUE : held.from();
    }

    /** When the first record that is not delivered was written; empty if everything is, or nobody knows. */
    Optional<Instant> undeliveredSince() {
        PartRecord head = queue.peek();
        return head != null ? head.writtenAt() : held().or(this::behind).flatMap(Held::since);
    }

    /** Since when a part waits, or what is wrong has been so; empty while everything read is delivered. */
    Optional<Instant> waitingSince() {
        return undeliveredSince().or(() -> trouble().map(Trouble::since));
    }

    /** When a held backlog may be released at the earliest; empty when it is not held. */
    Optional<Instant> dueAt(Instant now) {
        if (held == null) {
            return Optional.empty();
        }
        return Optional.of(trouble != null && !parking ? trouble.retryAt() : now);
    }

    /** Whether it stands still because its export was found to be paused. */
    boolean isPaused() {
        return trouble != null && trouble.kind() == FailureKind.PAUSED;
    }

    boolean isBusy() {
        return !queue.isEmpty();
    }

    BacklogState state() {
        if (parking) {
            return BacklogState.PARKED;
        }
        if (isPaused()) {
            return BacklogState.PAUSED;
        }
        if (trouble != null) {
            return trouble.retryAt().equals(Instant.MAX) ? BacklogState.BLOCKED : BacklogState.RETRYING;
        }
        if (held != null || released != null) {
            return BacklogState.CATCHING_UP;
        }
        return queue.isEmpty() ? BacklogState.IDLE : BacklogState.DELIVERING;
    }

    Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    void trouble(Trouble current) {
        trouble = current;
    }

    void recovered() {
        trouble = null;
        parking = false;
    }

    /** Notes of the head whether it must follow what is parked. */
    void headIsBehindParked(boolean answer) {
        askedFor = queue.peek();
        askedIsBehindParked = answer;
    }

    /** Whether the head must follow what is parked; empty if it was not asked for this record. */
    Optional<Boolean> isHeadBehindParked() {
        PartRecord head = queue.peek();
        return head != null && head == askedFor ? Optional.of(askedIsBehindParked) : Optional.empty();
    }

    boolean isParking() {
        return parking;
    }

    void startParking() {
        parking = true;
    }

    void stopParking() {
        parking = false;
    }

    /** Whether the call for the head runs. */
    boolean isCalling() {
        return call == Call.RUNNING;
    }

    /** Whether no call for the head runs or waits. */
    boolean isIdle() {
        return call == Call.NONE;
    }

    void callWaits() {
        call = Call.WAITING;
    }

    void callRuns() {
        call = Call.RUNNING;
    }

    void callEnded() {
        call = Call.NONE;
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Drops everything but a record whose call runs, since that cannot be called back; returns how many bytes that
     * frees.
     */
    long close() {
        closed = true;
        askedFor = null;
        PartRecord uploading = call == Call.RUNNING ? queue.peek() : null;
        long freed = queuedBytes;
        queue.clear();
        queuedBytes = 0;
        if (uploading != null) {
            queue.add(uploading);
            queuedBytes = uploading.size();
            freed -= queuedBytes;
        }
        return freed;
    }
}
