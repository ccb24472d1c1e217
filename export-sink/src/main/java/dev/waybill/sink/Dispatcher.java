package dev.waybill.sink;

import dev.waybill.contract.DestinationEntry;
import dev.waybill.contract.ExportId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which record may go on and which offsets may be passed. One upload per {@link Lane} runs at a time, many lanes
 * side by side; a lane whose destination fails drops its later records and has them read again after a backoff, while
 * the others go on. Called by the task's thread; uploads run on the executor's.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long MIN_WAKE_MS = 50;
    /** Changed destinations are noticed this fast while an export is held back. */
    private static final long MAX_WAKE_MS = 5_000;

    private final Settings settings;
    private final DestinationLookup destinations;
    private final Attempts attempts;
    private final Outcomes outcomes;
    private final Executor executor;
    private final Clock clock;
    private final LaneBeans beans;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition spaceFreed = lock.newCondition();
    private final Map<TopicPartition, PartitionLanes> partitions = new HashMap<>();
    private final GlobalHold globalHold;
    private long inFlightBytes;
    private int knownLanes;

    /**
     * What an operator may tune.
     *
     * @param memory budget for records that are accepted and not yet delivered, bytes
     * @param patience how long a call may wait for memory
     * @param backoff between attempts of one export
     * @param holdMinimum how many exports must fail before everything waits
     * @param holdBackoff between attempts while everything waits
     */
    record Settings(long memory, Duration patience, Backoff backoff, int holdMinimum, Backoff holdBackoff) {}

    Dispatcher(
            Settings settings,
            Delivery delivery,
            DestinationLookup destinations,
            ParkingLot parking,
            Executor executor,
            Clock clock,
            LaneBeans beans) {
        this.settings = settings;
        this.destinations = destinations;
        this.attempts = new Attempts(delivery, parking, clock);
        this.executor = executor;
        this.clock = clock;
        this.beans = beans;
        this.globalHold = new GlobalHold(settings.holdMinimum(), settings.holdBackoff(), clock);
        this.outcomes = new Outcomes(settings.backoff(), parking, globalHold, clock);
    }

    /**
     * Accepts records in the order they were read, and asks {@code context} to read held ones again when it is time.
     *
     * @throws RetriableException while everything waits; none of the records was accepted then
     */
    void accept(Collection<SinkRecord> records, SinkTaskContext context) {
        lock.lock();
        try {
            if (destinations.refresh()) {
                retryChangedDestinations();
            }
            if (globalHold.isActive()) {
                waitForEverything(records, context);
                return;
            }
            long deadline = System.nanoTime() + settings.patience().toNanos();
            for (SinkRecord record : records) {
                accept(record, deadline);
            }
            releaseHeld(context);
            wakeInTime(context);
        } finally {
            lock.unlock();
        }
    }

    /** The offsets that may be committed, given those that were read. */
    Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> read) {
        lock.lock();
        try {
            Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();
            read.forEach((partition, offset) -> {
                PartitionLanes lanes = partitions.get(partition);
                committable.put(
                        partition,
                        lanes == null ? offset : new OffsetAndMetadata(lanes.lowestUndelivered(offset.offset())));
            });
            return committable;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets these partitions. Uploads that run may end; whoever reads the partition next repeats them. */
    void revoke(Collection<TopicPartition> revoked) {
        lock.lock();
        try {
            for (TopicPartition partition : revoked) {
                PartitionLanes lanes = partitions.remove(partition);
                if (lanes != null) {
                    lanes.all().forEach(this::close);
                }
            }
            spaceFreed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all partitions. */
    void revokeAll() {
        lock.lock();
        try {
            revoke(List.copyOf(partitions.keySet()));
        } finally {
            lock.unlock();
        }
    }

    /** Bytes of records that are accepted and not yet delivered. */
    long inFlightBytes() {
        lock.lock();
        try {
            return inFlightBytes;
        } finally {
            lock.unlock();
        }
    }

    private void close(Lane lane) {
        inFlightBytes -= lane.close();
        knownLanes--;
        globalHold.forget(lane.key());
        beans.unregister(lane.key());
    }

    private void waitForEverything(Collection<SinkRecord> records, SinkTaskContext context) {
        Duration remaining = globalHold.remaining();
        context.timeout(Math.max(1, remaining.toMillis()));
        if (!records.isEmpty()) {
            throw new RetriableException("most destinations fail, so all exports wait for " + remaining);
        }
    }

    private void accept(SinkRecord record, long deadline) {
        PartitionLanes partition = partitions.computeIfAbsent(
                new TopicPartition(record.originalTopic(), record.originalKafkaPartition()), PartitionLanes::new);
        Lane lane = lane(partition, record);
        long offset = record.originalKafkaOffset();
        if (!partition.read(offset)) {
            reportLost(lane, offset);
        }
        if (!lane.wants(offset)) {
            return;
        }
        int size = PartReader.size(record);
        if (lane.isFull(size, share()) || !spaceFor(size, deadline)) {
            lane.hold(offset);
        } else if (lane.wants(offset)) {
            lane.add(record);
            inFlightBytes += size;
            start(lane);
        }
    }

    private Lane lane(PartitionLanes partition, SinkRecord record) {
        Optional<ExportId> export = exportOf(record);
        if (partition.has(export)) {
            return partition.lane(export);
        }
        Lane lane = partition.lane(export);
        knownLanes++;
        beans.register(lane, lock);
        return lane;
    }

    private static Optional<ExportId> exportOf(SinkRecord record) {
        try {
            return Optional.of(PartReader.export(record));
        } catch (RefusedRecordException e) {
            return Optional.empty();
        }
    }

    private static void reportLost(Lane lane, long offset) {
        lane.counters().lostPositions++;
        LOG.error(
                "RECORDS LOST: undelivered records were deleted from the log before they could be delivered; reading went"
                        + " on behind them. Raise the topic's retention. topicName={} partition={} nextOffset={}",
                lane.key().partition().topic(),
                lane.key().partition().partition(),
                offset);
    }

    /** Waits for memory. The lock is given back meanwhile, so lanes may change. */
    private boolean spaceFor(int size, long deadline) {
        while (inFlightBytes > 0 && inFlightBytes + size > settings.memory()) {
            try {
                if (spaceFreed.awaitNanos(deadline - System.nanoTime()) <= 0) {
                    return false;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private long share() {
        return settings.memory() / 2;
    }

    private void retryChangedDestinations() {
        Instant now = clock.instant();
        for (PartitionLanes partition : partitions.values()) {
            for (Lane lane : partition.lanes()) {
                lane.trouble()
                        .filter(trouble -> !trouble.target().equals(target(lane)))
                        .ifPresent(trouble -> lane.trouble(trouble.retriedAt(now)));
            }
        }
    }

    private Optional<DestinationEntry> target(Lane lane) {
        return lane.key().export().flatMap(destinations::find);
    }

    private void releaseHeld(SinkTaskContext context) {
        Instant now = clock.instant();
        boolean roomy = inFlightBytes * 2 <= settings.memory();
        partitions.forEach((partition, lanes) -> {
            List<Lane> releasable = new ArrayList<>();
            for (Lane lane : lanes.lanes()) {
                if (roomy && lane.isReleasable(now, share())) {
                    releasable.add(lane);
                }
            }
            if (!releasable.isEmpty()) {
                OptionalLong from = lanes.release(releasable);
                from.ifPresent(offset -> context.offset(partition, offset));
            }
        });
    }

    /** Connect polls for up to a minute when nothing arrives; held lanes need it to come back earlier. */
    private void wakeInTime(SinkTaskContext context) {
        Instant now = clock.instant();
        long wake = Long.MAX_VALUE;
        for (PartitionLanes partition : partitions.values()) {
            for (Lane lane : partition.lanes()) {
                if (lane.isBusy()) {
                    wake = Math.min(wake, settings.backoff().initial().toMillis());
                }
                Optional<Instant> due = lane.dueAt(now);
                if (due.isPresent() && !due.get().equals(Instant.MAX)) {
                    wake = Math.min(
                            wake, Math.max(0, Duration.between(now, due.get()).toMillis()));
                }
            }
        }
        if (wake != Long.MAX_VALUE) {
            context.timeout(Math.max(MIN_WAKE_MS, Math.min(wake, MAX_WAKE_MS)));
        }
    }

    private void start(Lane lane) {
        if (!lane.isRunning()) {
            lane.running(true);
            executor.execute(() -> run(lane));
        }
    }

    private void run(Lane lane) {
        Optional<SinkRecord> head;
        Attempts.Situation situation;
        lock.lock();
        try {
            head = next(lane);
            situation = new Attempts.Situation(lane.key(), lane.trouble(), lane.isParking());
        } finally {
            lock.unlock();
        }
        head.ifPresent(record -> {
            Optional<DestinationEntry> target = target(lane);
            Outcome outcome = attempts.attempt(record, situation);
            lock.lock();
            try {
                finish(lane, record, target, outcome);
            } finally {
                lock.unlock();
            }
        });
    }

    private Optional<SinkRecord> next(Lane lane) {
        if (lane.isClosed() || globalHold.isActive()) {
            inFlightBytes -= lane.giveUpQueue();
        }
        if (!lane.isBusy()) {
            lane.running(false);
            spaceFreed.signalAll();
        }
        return lane.head();
    }

    private void finish(Lane lane, SinkRecord record, Optional<DestinationEntry> target, Outcome outcome) {
        lane.running(false);
        if (outcome.kind() == Outcome.Kind.FAILED) {
            inFlightBytes -= lane.giveUpQueue();
        } else {
            inFlightBytes -= PartReader.size(record);
            lane.passed();
        }
        if (!lane.isClosed()) {
            outcomes.note(lane, record, target, outcome, knownLanes);
            if (lane.isBusy()) {
                start(lane);
            }
        }
        spaceFreed.signalAll();
    }
}
