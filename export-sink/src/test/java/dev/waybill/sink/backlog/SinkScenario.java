package dev.waybill.sink.backlog;

import dev.waybill.contract.ExportId;
import dev.waybill.ledger.DeliveryRecord;
import dev.waybill.sink.destination.Endpoint;
import dev.waybill.sink.fake.FakeContext;
import dev.waybill.sink.fake.MutableClock;
import dev.waybill.sink.fake.Records;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import javax.management.MBeanServer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A dispatcher behind a log of records that is read as Connect's worker reads it: seeks take effect before the next
 * poll, offsets are those of the last record read, and an offset counts as committed when reading goes back to it. Calls
 * run when the scenario says so, on the test's thread; those to an endpoint that hangs begin and do not end.
 */
final class SinkScenario {
    private static final int MAX_CALLS = 100_000;

    final MutableClock clock = new MutableClock("2026-03-04T06:00:00Z");
    final FakeStore store = new FakeStore();
    final FakeContext context = new FakeContext();
    final List<DeliveryRecord> said = new ArrayList<>();
    final List<SinkRecord> deadLetters = new ArrayList<>();
    final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    final Dispatcher dispatcher;
    final Set<Endpoint> hangingEndpoints = new HashSet<>();
    final Set<String> hangingTenants = new HashSet<>();
    final List<Calls.Call> hanging = new ArrayList<>();
    int maxPollRecords = Integer.MAX_VALUE;
    Duration pollTime = Duration.ZERO;
    long recordsRead;
    boolean takesDeadLetters;
    private final Queue<Calls.Call> uploads = new ArrayDeque<>();
    private final Map<TopicPartition, List<SinkRecord>> logs = new HashMap<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, Long> lastCommitted = new HashMap<>();

    SinkScenario() {
        this(1_000_000, ParkingLot.NONE, false);
    }

    SinkScenario(long memory, ParkingLot parking, boolean takesDeadLetters) {
        this(memory, 256, parking, takesDeadLetters);
    }

    SinkScenario(long memory, int threads, ParkingLot parking, boolean takesDeadLetters) {
        this.takesDeadLetters = takesDeadLetters;
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), () -> 1.0);
        dispatcher = new Dispatcher(
                new Dispatcher.Settings(memory, threads, backoff),
                new RecordDelivery(store, (record, reason) -> {
                    if (this.takesDeadLetters) {
                        deadLetters.add(record);
                    }
                    return this.takesDeadLetters;
                }),
                store,
                parking,
                new DeliveryLog() {
                    @Override
                    public void say(DeliveryRecord record) {
                        said.add(record);
                    }

                    @Override
                    public void close() {}
                },
                call -> uploads.add((Calls.Call) call),
                clock,
                new BacklogBeans(beans, "scenario", "0", clock));
    }

    /** Appends a record to its topic; gaps, as transactions leave them, are fine. */
    void append(SinkRecord record) {
        TopicPartition partition = new TopicPartition(record.topic(), 0);
        logs.computeIfAbsent(partition, key -> new ArrayList<>()).add(record);
        positions.putIfAbsent(partition, 0L);
    }

    void append(String topic, ExportId export, long... offsets) {
        for (long offset : offsets) {
            append(Records.part(topic, export, offset));
        }
    }

    /** Deletes all records below this offset, as retention does. */
    void expire(String topic, long below) {
        logs.get(new TopicPartition(topic, 0)).removeIf(record -> record.kafkaOffset() < below);
    }

    /** Cuts the log at this offset: other records come there, and reading goes back to it. */
    void cut(String topic, long offset) {
        TopicPartition partition = new TopicPartition(topic, 0);
        logs.get(partition).removeIf(record -> record.kafkaOffset() >= offset);
        positions.put(partition, offset);
    }

    /** Polls once and hands over what is readable, the partitions one after the other; uploads stay queued. */
    void poll() {
        clock.advance(pollTime);
        context.seeks.forEach((partition, offset) -> {
            positions.put(partition, offset);
            lastCommitted.put(partition, offset);
        });
        context.seeks.clear();
        List<SinkRecord> batch = new ArrayList<>();
        logs.forEach((partition, records) -> {
            for (SinkRecord record : records) {
                if (record.kafkaOffset() >= positions.get(partition) && batch.size() < maxPollRecords) {
                    batch.add(record);
                    positions.put(partition, record.kafkaOffset() + 1);
                }
            }
        });
        recordsRead += batch.size();
        dispatcher.accept(batch, context);
    }

    /** Runs all queued calls and those they lead to, except where they hang. */
    void runUploads() {
        int calls = 0;
        for (Calls.Call call = uploads.poll(); call != null; call = uploads.poll()) {
            if (++calls > MAX_CALLS) {
                throw new AssertionError("calls lead to calls without end");
            }
            if (hangingEndpoints.contains(call.endpoint())
                    || hangingTenants.contains(call.backlog().tenant())) {
                hanging.add(call);
            } else {
                call.run();
            }
        }
    }

    /** Calls that hang end at last: without success, if the store is broken. */
    void endHangingCalls() {
        List<Calls.Call> ending = List.copyOf(hanging);
        hanging.clear();
        ending.forEach(Calls.Call::run);
    }

    /** Polls and uploads, often enough that what may be read again is. */
    void settle() {
        for (int i = 0; i < 6; i++) {
            poll();
            runUploads();
        }
    }

    long committable(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        return dispatcher
                .committable(Map.of(partition, new OffsetAndMetadata(positions.get(partition))))
                .get(partition)
                .offset();
    }

    /** What Connect commits now; empty when it believes that nothing has changed since it last committed or went back. */
    OptionalLong commit(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        long offset = committable(topic);
        Long last = lastCommitted.put(partition, offset);
        return last != null && last == offset ? OptionalLong.empty() : OptionalLong.of(offset);
    }
}
