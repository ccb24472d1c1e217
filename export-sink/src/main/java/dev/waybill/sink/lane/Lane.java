package dev.waybill.sink.lane;

import dev.waybill.sink.destination.Place;
import dev.waybill.sink.destination.Trouble;
import dev.waybill.sink.part.PartReader;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * The undelivered records of one export in one partition: a queue of accepted ones, in offset order, and possibly an
 * offset from which on records are not accepted but will be read again ("held"). All records of the export below the held
 * offset are delivered or queued; so nothing is skipped, and re-reading what was delivered costs no upload.
 *
 * <p>Not safe for several threads: the {@link Dispatcher} guards it with its lock.
 */
public final class Lane {
    static final long NONE = -1;

    /** Where the call for the head of the queue is. */
    private enum Call {
        NONE,
        WAITING,
        RUNNING
    }

    private final LaneKey key;
    private final Deque<SinkRecord> queue = new ArrayDeque<>();
    private final LaneCounters counters = new LaneCounters();
    private Place place = Place.NONE;
    private long queuedBytes;
    private long acceptedThrough = NONE;
    private @Nullable Held held;
    private @Nullable Held released;
    private long turn;
    private Call call = Call.NONE;
    private boolean parking;
    private boolean closed;
    private @Nullable Trouble trouble;

    public Lane(LaneKey key) {
        this.key = key;
    }

    public LaneKey key() {
        return key;
    }

    LaneCounters counters() {
        return counters;
    }

    /** Where the bytes of the queue count. */
    Place place() {
        return place;
    }

    /** Whether the record at this offset should be queued now. */
    boolean wants(long offset) {
        return offset > acceptedThrough && held == null;
    }

    /** Queues a record; a queue that was empty counts at {@code place}. A lane in trouble probes with one record. */
    void add(SinkRecord record, Place nextCall) {
        if (queue.isEmpty()) {
            place = nextCall;
        }
        queue.add(record);
        queuedBytes += PartReader.size(record);
        acceptedThrough = record.originalKafkaOffset();
        if (isProbing()) {
            hold(Held.behind(record));
        }
    }

    private boolean isProbing() {
        return trouble != null && !parking;
    }

    Optional<SinkRecord> head() {
        return Optional.ofNullable(queue.peek());
    }

    /** The head is delivered or parked. */
    void passed() {
        queuedBytes -= PartReader.size(queue.remove());
    }

    /** Gives the queue up, to be read again from its head on; returns how many bytes that frees. */
    long giveUpQueue() {
        SinkRecord head = queue.peek();
        if (head != null) {
            hold(Held.at(head));
            acceptedThrough = head.originalKafkaOffset() - 1;
        }
        long freed = queuedBytes;
        queue.clear();
        queuedBytes = 0;
        return freed;
    }

    /** Accepts no record from there on; they will be read again. */
    void hold(Held from) {
        held = from;
        released = null;
    }

    Optional<Held> held() {
        return Optional.ofNullable(held);
    }

    /** Whether the destination's trouble, if there is any, lets records from the held offset on be read again now. */
    boolean isReleasable(Instant now) {
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

    /** The number of the last release; lower ones have waited longer. */
    long turn() {
        return turn;
    }

    /** From where on it was released; empty unless it reads again what others have passed. */
    Optional<Held> behind() {
        return Optional.ofNullable(released);
    }

    /** Everything that was passed over has been read again. */
    void caughtUp() {
        released = null;
    }

    /** The lowest offset that is known not to be delivered, or {@link #NONE}. */
    long lowestUndelivered() {
        SinkRecord head = queue.peek();
        if (head != null) {
            return head.originalKafkaOffset();
        }
        return held == null ? NONE : held.from();
    }

    /** When the first record that is not delivered was written; empty if everything is, or nobody knows. */
    Optional<Instant> undeliveredSince() {
        SinkRecord head = queue.peek();
        return head != null
                ? PartReader.writtenAt(head)
                : held().or(this::behind).flatMap(Held::since);
    }

    /** When something will have to be done about a held lane; empty when it is not held. */
    Optional<Instant> dueAt(Instant now) {
        if (held == null) {
            return Optional.empty();
        }
        return Optional.of(trouble != null && !parking ? trouble.retryAt() : now);
    }

    boolean isBusy() {
        return !queue.isEmpty();
    }

    LaneState state() {
        if (parking) {
            return LaneState.PARKED;
        }
        if (trouble != null) {
            return trouble.retryAt().equals(Instant.MAX) ? LaneState.BLOCKED : LaneState.RETRYING;
        }
        if (held != null || released != null) {
            return LaneState.CATCHING_UP;
        }
        return queue.isEmpty() ? LaneState.IDLE : LaneState.DELIVERING;
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

    boolean isParking() {
        return parking;
    }

    void startParking() {
        parking = true;
    }

    void stopParking() {
        parking = false;
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

    /** Forgets everything but a running upload, which cannot be called back; returns how many bytes that frees. */
    long close() {
        closed = true;
        SinkRecord uploading = call == Call.RUNNING ? queue.peek() : null;
        long freed = queuedBytes;
        queue.clear();
        queuedBytes = 0;
        if (uploading != null) {
            queue.add(uploading);
            queuedBytes = PartReader.size(uploading);
            freed -= queuedBytes;
        }
        return freed;
    }
}
