package dev.waybill.sink.lane;

import dev.waybill.contract.ExportId;
import dev.waybill.sink.destination.DestinationLookup;
import dev.waybill.sink.destination.Place;
import dev.waybill.sink.part.PartReader;
import dev.waybill.sink.part.RefusedRecordException;
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
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long MIN_WAKE_MS = 50;
    /** Changed destinations are noticed this fast while an export is held back. */
    private static final long MAX_WAKE_MS = 5_000;

    private final Settings settings;
    private final DestinationLookup destinations;
    private final Outcomes outcomes;
    private final Clock clock;
    private final LaneBeans beans;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TopicPartition, PartitionLanes> partitions = new HashMap<>();
    private final Shares memory;
    private final Calls calls;

    /**
     * What an operator may tune.
     *
     * @param memory budget for records that are accepted and not yet delivered, bytes
     * @param threads how many calls may run at the same time
     * @param backoff between attempts of one export
     */
    public record Settings(long memory, int threads, Backoff backoff) {}

    public Dispatcher(
            Settings settings,
            Delivery delivery,
            DestinationLookup destinations,
            ParkingLot parking,
            Executor executor,
            Clock clock,
            LaneBeans beans) {
        this.settings = settings;
        this.destinations = destinations;
        this.clock = clock;
        this.beans = beans;
        this.memory = new Shares(settings.memory(), 2, 8);
        this.outcomes = new Outcomes(settings.backoff(), parking, clock);
        this.calls = new Calls(
                lock,
                new Attempts(delivery, parking, clock),
                outcomes,
                destinations,
                memory,
                new Shares(settings.threads(), 4, 16),
                executor);
    }

    /** Accepts records in the order they were read, and asks {@code context} to read held ones again when it is time. */
    public void accept(Collection<SinkRecord> records, SinkTaskContext context) {
        lock.lock();
        try {
            if (destinations.refresh()) {
                retryChangedDestinations();
            }
            for (SinkRecord record : records) {
                accept(record);
            }
            calls.start();
            Instant now = clock.instant();
            partitions.forEach((partition, lanes) -> lanes.steer(now, lane -> mayGoOn(lane, now))
                    .ifPresent(offset -> context.offset(partition, offset)));
            wakeInTime(context, now);
        } finally {
            lock.unlock();
        }
    }

    /** The offsets that may be committed, given those that were read. */
    public Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> read) {
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
    public void revoke(Collection<TopicPartition> revoked) {
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
    public void revokeAll() {
        lock.lock();
        try {
            revoke(List.copyOf(partitions.keySet()));
        } finally {
            lock.unlock();
        }
    }

    /** Bytes of records that are accepted and not yet delivered. */
    public long inFlightBytes() {
        lock.lock();
        try {
            return memory.used();
        } finally {
            lock.unlock();
        }
    }

    private void close(Lane lane) {
        calls.forget(lane);
        memory.giveBack(lane.place(), lane.key().tenant(), lane.close());
        beans.unregister(lane.key());
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
        Place place = lane.isBusy() ? lane.place() : calls.next(lane);
        if (memory.admits(place, lane.key().tenant(), size)) {
            lane.add(record, place);
            memory.take(place, lane.key().tenant(), size);
            calls.queue(lane);
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
                        .filter(trouble -> !trouble.target().equals(calls.target(lane)))
                        .isPresent()) {
                    outcomes.retry(lane);
                }
            }
        }
    }

    /** A held lane is not read again before there is room for what is read, and a thread for a lane that only probes. */
    private boolean mayGoOn(Lane lane, Instant now) {
        if (!lane.isReleasable(now)) {
            return false;
        }
        String tenant = lane.key().tenant();
        Place place = calls.next(lane);
        int size = lane.held().map(Held::size).orElse(0);
        return memory.admits(place, tenant, size)
                && (lane.trouble().isPresent()
                        ? calls.admits(place, tenant)
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
}
