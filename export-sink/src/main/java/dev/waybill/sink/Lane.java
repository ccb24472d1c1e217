package dev.waybill.sink;

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
final class Lane {
    static final long NONE = -1;

    private final LaneKey key;
    private final Deque<SinkRecord> queue = new ArrayDeque<>();
    private final LaneCounters counters = new LaneCounters();
    private long queuedBytes;
    private long acceptedThrough = NONE;
    private long heldFrom = NONE;
    private boolean running;
    private boolean parking;
    private boolean closed;
    private @Nullable Trouble trouble;

    Lane(LaneKey key) {
        this.key = key;
    }

    LaneKey key() {
        return key;
    }

    LaneCounters counters() {
        return counters;
    }

    /** Whether the record at this offset should be queued now. */
    boolean wants(long offset) {
        return offset > acceptedThrough && heldFrom == NONE;
    }

    /** Whether a record of this size would exceed the lane's share. A lane in trouble probes with one record. */
    boolean isFull(int size, long share) {
        boolean probing = trouble != null && !parking;
        return !queue.isEmpty() && (probing || queuedBytes + size > share);
    }

    void add(SinkRecord record) {
        queue.add(record);
        queuedBytes += PartReader.size(record);
        acceptedThrough = record.originalKafkaOffset();
    }

    /** Accepts no record from this offset on; they will be read again. */
    void hold(long offset) {
        heldFrom = offset;
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
            heldFrom = head.originalKafkaOffset();
            acceptedThrough = heldFrom - 1;
        }
        long freed = queuedBytes;
        queue.clear();
        queuedBytes = 0;
        return freed;
    }

    /** Whether records from the held offset on may be read again now. */
    boolean isReleasable(Instant now, long share) {
        if (heldFrom == NONE) {
            return false;
        }
        if (trouble != null && !parking) {
            return queue.isEmpty() && !running && !now.isBefore(trouble.retryAt());
        }
        return queuedBytes * 2 <= share;
    }

    /** Accepts records again; returns the offset from which they are needed. */
    long release() {
        long from = heldFrom;
        heldFrom = NONE;
        return from;
    }

    /** The lowest offset that is not delivered, or {@link #NONE}. */
    long lowestUndelivered() {
        SinkRecord head = queue.peek();
        return head != null ? head.originalKafkaOffset() : heldFrom;
    }

    /** When something will have to be done about a held lane; empty when it is not held. */
    Optional<Instant> dueAt(Instant now) {
        if (heldFrom == NONE) {
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
        if (heldFrom != NONE) {
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

    boolean isRunning() {
        return running;
    }

    void running(boolean now) {
        running = now;
    }

    boolean isClosed() {
        return closed;
    }

    /** Forgets everything but a running upload, which cannot be called back; returns how many bytes that frees. */
    long close() {
        closed = true;
        SinkRecord uploading = running ? queue.peek() : null;
        long freed = queuedBytes;
        queue.clear();
        queuedBytes = 0;
        if (uploading != null) {
            add(uploading);
            freed -= queuedBytes;
        }
        return freed;
    }
}
