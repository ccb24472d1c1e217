package dev.waybill.sink.backlog;

import dev.waybill.contract.ExportId;
import dev.waybill.sink.destination.DestinationLookup;
import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.destination.Target;
import dev.waybill.sink.part.PartRecord;
import dev.waybill.spec.destination.Destination;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * Decides which records are delivered next and which offsets may be committed. Each {@link Backlog} has one call at a
 * time, many backlogs have theirs side by side, each within the {@link Shares} of its tenant and of the endpoint that
 * it calls. When a destination fails, its backlog drops the later records and has them read again after a backoff,
 * while the others go on. The task's thread calls this and never waits here; calls run on the executor's threads.
 */
public final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long MIN_WAKE_MS = 50;
    /** What changes in the catalog is noticed this fast while an export is held back. */
    private static final long MAX_WAKE_MS = 2_000;

    private final Settings settings;
    private final DestinationLookup destinations;
    private final Statements statements;
    private final CallResults results;
    private final Clock clock;
    private final BacklogBeans beans;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<TopicPartition, PartitionBacklogs> partitions = new HashMap<>();
    private final Shares memory;
    private final Calls calls;
    private final Moves moves;
    /** What was counted in partitions that were taken away. */
    private BacklogTotals ofClosed = BacklogTotals.NONE;

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
            RecordDelivery delivery,
            DestinationLookup destinations,
            ParkingLot parking,
            DeliveryLog deliveries,
            Executor executor,
            Clock clock,
            BacklogBeans beans) {
        this.settings = settings;
        this.destinations = destinations;
        this.clock = clock;
        this.beans = beans;
        this.memory = new Shares(settings.memory(), 2, 8);
        this.statements = new Statements(deliveries, clock);
        this.results = new CallResults(settings.backoff(), destinations, parking, statements, clock);
        this.calls = new Calls(
                lock,
                new Attempts(delivery, destinations, parking, clock),
                results,
                destinations,
                memory,
                new Shares(settings.threads(), 4, 16),
                executor,
                this::moved);
        this.moves = new Moves(partitions, destinations, calls, results, memory, this::register);
    }

    private boolean moved(Backlog backlog) {
        return moves.moved(backlog);
    }

    private void register(Backlog backlog) {
        beans.register(backlog, lock, destinations);
    }

    /** Accepts records in the order they were read, and asks {@code context} to read held ones again when it is time. */
    public void accept(Collection<SinkRecord> records, SinkTaskContext context) {
        lock.lock();
        try {
            moves.refresh();
            for (SinkRecord record : records) {
                accept(PartRecord.of(record));
            }
            calls.start();
            Instant now = clock.instant();
            partitions.forEach((partition, backlogs) -> backlogs.steer(now, backlog -> mayGoOn(backlog, now))
                    .ifPresent(offset -> context.offset(partition, offset)));
            statements.round(partitions.values().stream().flatMap(partition -> partition.backlogs().stream()));
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
                PartitionBacklogs backlogs = partitions.get(partition);
                committable.put(
                        partition,
                        backlogs == null ? offset : new OffsetAndMetadata(backlogs.lowestUndelivered(offset.offset())));
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
                PartitionBacklogs backlogs = partitions.remove(partition);
                if (backlogs != null) {
                    backlogs.all().forEach(this::close);
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

    /** How all of it is doing now. Takes a moment for each backlog, in which nothing is accepted. */
    public TaskView view() {
        lock.lock();
        try {
            List<BacklogView> views = new ArrayList<>();
            BacklogTotals totals = ofClosed;
            for (PartitionBacklogs partition : partitions.values()) {
                for (Backlog backlog : partition.backlogs()) {
                    boolean paused =
                            backlog.key().export().flatMap(destinations::paused).isPresent();
                    views.add(BacklogView.of(backlog, paused));
                    totals = totals.plus(BacklogTotals.of(backlog.counters()));
                }
            }
            return new TaskView(views, totals, memory.used());
        } finally {
            lock.unlock();
        }
    }

    private void close(Backlog backlog) {
        ofClosed = ofClosed.plus(BacklogTotals.of(backlog.counters()));
        calls.forget(backlog);
        memory.giveBack(backlog.endpoint(), backlog.key().tenant(), backlog.close());
        beans.unregister(backlog.key());
    }

    private void accept(PartRecord record) {
        PartitionBacklogs partition = partitions.computeIfAbsent(
                new TopicPartition(
                        record.source().originalTopic(), record.source().originalKafkaPartition()),
                PartitionBacklogs::new);
        if (partition.hasGoneBackTo(record.offset())) {
            goBack(partition, record);
        }
        partition.read(record.offset()).forEach(backlog -> reportLost(backlog, record.offset()));
        Optional<ExportId> export = record.export();
        if (record.asksForRetry()) {
            partition.of(export).forEach(results::retry);
            return;
        }
        String version = record.versionOrNone();
        Optional<Destination> destination =
                export.flatMap(id -> destinations.find(id, version)).map(Target::destination);
        Backlog backlog = partition.backlog(export, destination, this::register);
        if (backlog.wants(version, record.offset())) {
            addOrHold(backlog, record);
        }
    }

    private void goBack(PartitionBacklogs partition, PartRecord record) {
        long expected = partition.goBackTo(record.offset());
        for (Backlog backlog : partition.backlogs()) {
            memory.giveBack(backlog.endpoint(), backlog.key().tenant(), backlog.goBackTo(record.offset()));
        }
        LOG.warn(
                "Reading has gone back: the topic was made anew or its log was cut, or the worker began again at what was"
                        + " committed. What comes is delivered, once more where it is the same: topicName={} partition={}"
                        + " offset={} expected={}",
                record.source().originalTopic(),
                record.source().originalKafkaPartition(),
                record.offset(),
                expected);
    }

    private void addOrHold(Backlog backlog, PartRecord record) {
        int size = record.size();
        Endpoint endpoint = backlog.isBusy() ? backlog.endpoint() : calls.next(backlog);
        if (memory.admits(endpoint, backlog.key().tenant(), size)) {
            backlog.add(record, endpoint);
            memory.take(endpoint, backlog.key().tenant(), size);
            calls.queue(backlog);
        } else {
            backlog.hold(Held.at(record));
        }
    }

    private static void reportLost(Backlog backlog, long offset) {
        backlog.counters().lostPositions++;
        LOG.error(
                "RECORDS LOST: undelivered records were deleted from the log before they could be delivered; reading went"
                        + " on behind them. Raise the topic's retention. tenant={} export={} topicName={} partition={}"
                        + " nextOffset={}",
                backlog.key().tenant(),
                backlog.key().exportName(),
                backlog.key().partition().topic(),
                backlog.key().partition().partition(),
                offset);
    }

    /** Whether a held backlog may be read again now: there must be room for what is read, and a thread for a probe. */
    private boolean mayGoOn(Backlog backlog, Instant now) {
        if (!backlog.isReleasable(now)) {
            return false;
        }
        String tenant = backlog.key().tenant();
        Endpoint endpoint = calls.next(backlog);
        int size = backlog.held().map(Held::size).orElse(0);
        return memory.admits(endpoint, tenant, size)
                && (backlog.trouble().isPresent()
                        ? calls.admits(endpoint, tenant)
                        : memory.isRoomy(backlog.isBusy() ? backlog.endpoint() : endpoint, tenant));
    }

    /** Connect polls for up to a minute when nothing arrives; held backlogs need it to come back earlier. */
    private void wakeInTime(SinkTaskContext context, Instant now) {
        long wake = Long.MAX_VALUE;
        for (PartitionBacklogs partition : partitions.values()) {
            if (partition.isReadingAgain()) {
                wake = MIN_WAKE_MS;
            }
            for (Backlog backlog : partition.backlogs()) {
                if (backlog.isBusy()) {
                    wake = Math.min(wake, settings.backoff().initial().toMillis());
                }
                if (backlog.isPaused()) {
                    wake = Math.min(wake, MAX_WAKE_MS);
                }
                Optional<Instant> due = backlog.dueAt(now);
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
