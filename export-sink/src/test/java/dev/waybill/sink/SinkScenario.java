package dev.waybill.sink;

import dev.waybill.contract.ExportId;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import javax.management.MBeanServer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A dispatcher behind a log of records that is read as Connect's worker reads it: seeks take effect before the next
 * poll, offsets are those of the last record read. Uploads run when the scenario says so, on the test's thread.
 */
final class SinkScenario {
    final MutableClock clock = new MutableClock("2026-03-04T06:00:00Z");
    final FakeStore store = new FakeStore();
    final FakeContext context = new FakeContext();
    final List<SinkRecord> deadLetters = new ArrayList<>();
    final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    final Dispatcher dispatcher;
    private final Queue<Runnable> uploads = new ArrayDeque<>();
    private final Map<TopicPartition, List<SinkRecord>> logs = new HashMap<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private List<SinkRecord> redelivery = List.of();

    SinkScenario() {
        this(1_000_000, ParkingLot.NONE, false);
    }

    SinkScenario(long memory, ParkingLot parking, boolean takesDeadLetters) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), () -> 1.0);
        dispatcher = new Dispatcher(
                new Dispatcher.Settings(
                        memory,
                        Duration.ZERO,
                        backoff,
                        3,
                        new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), () -> 1.0)),
                new Delivery(store, store, (record, reason) -> {
                    if (takesDeadLetters) {
                        deadLetters.add(record);
                    }
                    return takesDeadLetters;
                }),
                store,
                parking,
                uploads::add,
                clock,
                new LaneBeans(beans, "scenario", "0", clock));
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

    /** Polls once and hands everything readable over; uploads stay queued. */
    void poll() {
        List<SinkRecord> batch = new ArrayList<>(redelivery);
        if (batch.isEmpty()) {
            positions.putAll(context.seeks);
            context.seeks.clear();
            logs.forEach((partition, records) -> {
                for (SinkRecord record : records) {
                    if (record.kafkaOffset() >= positions.get(partition)) {
                        batch.add(record);
                        positions.put(partition, record.kafkaOffset() + 1);
                    }
                }
            });
        }
        redelivery = List.of();
        try {
            dispatcher.accept(batch, context);
        } catch (RetriableException e) {
            redelivery = batch;
        }
    }

    /** Runs all queued uploads and those they lead to. */
    void runUploads() {
        for (Runnable upload = uploads.poll(); upload != null; upload = uploads.poll()) {
            upload.run();
        }
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

    boolean waits() {
        return !redelivery.isEmpty();
    }
}
