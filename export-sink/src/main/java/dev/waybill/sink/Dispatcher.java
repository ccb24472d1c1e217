package dev.waybill.sink;

import dev.waybill.contract.DestinationEntry;
import dev.waybill.contract.ExportId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which record may go on and which offsets may be passed. One call per {@link Lane} runs at a time, many lanes
 * side by side, each within the {@link Shares} of its tenant and of the place that it calls. A lane whose destination fails
 * drops its later records and has them read again after a backoff, while the others go on. The task's thread calls this
 * and never waits here; calls run on the executor's threads.
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
    private final Map<TopicPartition, PartitionLanes> partitions = new HashMap<>();
    private final Shares memory;
    private final Shares threads;
    private final WaitingLanes waiting = new WaitingLanes();

    /**
     * What an operator may tune.
     *
     * @param memory budget for records that are accepted and not yet delivered, bytes
     * @param threads how many calls may run at the same time
     * @param backoff between attempts of one export
     */
    record Settings(long memory, int threads, Backoff backoff) {}

    /** The next call for a lane's head, which has a thread; called once, without the lock. */
    final class Call implements Runnable {
        private final Lane lane;
        private final Place place;

        private Call(Lane lane, Place place) {
            this.lane = lane;
            this.place = place;
        }

        LaneKey lane() {
            return lane.key();
        }

        Place place() {
            return place;
        }

        @Override
        public void run() {
            call(lane, place);
        }
    }

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
        this.memory = new Shares(settings.memory(), 2, 8);
        this.threads = new Shares(settings.threads(), 4, 16);
        this.outcomes = new Outcomes(settings.backoff(), parking, clock);
    }

    /** Accepts records in the order they were read, and asks {@code context} to read held ones again when it is time. */
    void accept(Collection<SinkRecord> records, SinkTaskContext context) {
        lock.lock();
        try {
            if (destinations.refresh()) {
                retryChangedDestinations();
            }
            for (SinkRecord record : records) {
                accept(record);
            }
            startCalls();
            Instant now = clock.instant();
            partitions.forEach((partition, lanes) -> lanes.steer(now, lane -> mayGoOn(lane, now))
                    .ifPresent(offset -> context.offset(partition, offset)));
            wakeInTime(context, now);
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
            return memory.used();
        } finally {
            lock.unlock();
        }
    }

    private void close(Lane lane) {
        waiting.remove(lane);
        giveBack(lane, lane.close());
        beans.unregister(lane.key());
    }

    private void giveBack(Lane lane, long bytes) {
        memory.giveBack(lane.place(), lane.key().tenant(), bytes);
    }

    private void accept(SinkRecord record) {
        PartitionLanes partition = partitions.computeIfAbsent(
                new TopicPartition(record.originalTopic(), record.originalKafkaPartition()), PartitionLanes::new);
        partition.read(record.originalKafkaOffset()).forEach(lane -> reportLost(lane, record.originalKafkaOffset()));
        Optional<ExportId> export = exportOf(record);
        if (PartReader.asksForRetry(record)) {
            partition.find(export).ifPresent(lane -> outcomes.retry(lane));
            return;
        }
        Lane lane = partition.find(export).orElseGet(() -> newLane(partition, export));
        if (lane.wants(record.originalKafkaOffset())) {
            addOrHold(lane, record);
        }
    }

    private void addOrHold(Lane lane, SinkRecord record) {
        int size = PartReader.size(record);
        Place place = lane.isBusy() ? lane.place() : next(lane);
        if (memory.admits(place, lane.key().tenant(), size)) {
            lane.add(record, place);
            memory.take(place, lane.key().tenant(), size);
            await(lane);
        } else {
            lane.hold(Held.at(record));
        }
    }

    private Lane newLane(PartitionLanes partition, Optional<ExportId> export) {
        Lane lane = partition.lane(export);
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
                        + " on behind them. Raise the topic's retention. tenant={} export={} topicName={} partition={}"
                        + " nextOffset={}",
                lane.key().tenant(),
                lane.key().exportName(),
                lane.key().partition().topic(),
                lane.key().partition().partition(),
                offset);
    }

    private void retryChangedDestinations() {
        for (PartitionLanes partition : partitions.values()) {
            for (Lane lane : partition.lanes()) {
                if (lane.trouble()
                        .filter(trouble -> !trouble.target().equals(target(lane)))
                        .isPresent()) {
                    outcomes.retry(lane);
                }
            }
        }
    }

    private Optional<DestinationEntry> target(Lane lane) {
        return lane.key().export().flatMap(destinations::find);
    }

    /** A held lane is not read again before there is room for what is read, and a thread for a lane that only probes. */
    private boolean mayGoOn(Lane lane, Instant now) {
        if (!lane.isReleasable(now)) {
            return false;
        }
        String tenant = lane.key().tenant();
        Place place = next(lane);
        int size = lane.held().map(Held::size).orElse(0);
        return memory.admits(place, tenant, size)
                && (lane.trouble().isPresent()
                        ? threads.admits(place, tenant, 1)
                        : memory.isRoomy(lane.isBusy() ? lane.place() : place, tenant));
    }

    /** Connect polls for up to a minute when nothing arrives; held lanes need it to come back earlier. */
    private void wakeInTime(SinkTaskContext context, Instant now) {
        long wake = Long.MAX_VALUE;
        for (PartitionLanes partition : partitions.values()) {
            if (partition.isReadingAgain()) {
                wake = MIN_WAKE_MS;
            }
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

    private Place next(Lane lane) {
        return attempts.next(Attempts.Situation.of(lane));
    }

    /** Queues the lane for a thread, unless it waits or runs already or has nothing to do. */
    private void await(Lane lane) {
        if (lane.isIdle() && lane.isBusy()) {
            lane.callWaits();
            waiting.add(lane, next(lane));
        }
    }

    private void startCalls() {
        for (Optional<WaitingLanes.Turn> turn = waiting.next(threads);
                turn.isPresent();
                turn = waiting.next(threads)) {
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
            Lane lane,
            Place place,
            Optional<SinkRecord> record,
            Optional<DestinationEntry> target,
            Outcome outcome) {
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
            await(lane);
        }
        startCalls();
    }
}
