package dev.waybill.sink.deliveries;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.ledger.DeliveryJson;
import dev.waybill.ledger.DeliveryRecord;
import dev.waybill.sink.backlog.DeliveryLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes to {@link Topics#DELIVERIES}, from a thread of its own that takes from a queue. Both the queue and the producer have
 * room for a few thousand records; what finds no room, or is not acknowledged in time, is dropped and counted.
 */
public final class KafkaDeliveryLog implements DeliveryLog {
    static final int CAPACITY = 8_192;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final long LOOK_SECONDS = 1;
    /** A client that cannot be made, for want of a name server say, is not tried for each record. */
    private static final Duration NEXT_CLIENT = Duration.ofSeconds(10);

    private final Supplier<Producer<byte[], byte[]>> producers;
    private final LongSupplier nanoTime;
    private final StatedDeliveries stated;
    private final BlockingQueue<DeliveryRecord> queue = new ArrayBlockingQueue<>(CAPACITY);
    private volatile boolean closed;
    private volatile long closedSince;
    /** Used by the thread only, as what follows. */
    private @Nullable Producer<byte[], byte[]> producer;

    private @Nullable RuntimeException noProducer;
    private long noProducerSince;

    private KafkaDeliveryLog(
            Supplier<Producer<byte[], byte[]>> producers, LongSupplier nanoTime, StatedDeliveries stated) {
        this.producers = producers;
        this.nanoTime = nanoTime;
        this.stated = stated;
    }

    /**
     * Starts to write.
     *
     * @param producers makes the producer, on the thread that writes; may fail
     * @param stated is told how it goes
     */
    public static KafkaDeliveryLog start(
            Supplier<Producer<byte[], byte[]>> producers, LongSupplier nanoTime, StatedDeliveries stated) {
        KafkaDeliveryLog log = new KafkaDeliveryLog(producers, nanoTime, stated);
        Thread thread = new Thread(log::run, "waybill-deliveries");
        thread.setDaemon(true);
        thread.start();
        return log;
    }

    /**
     * The producer's properties: little memory, and no more than one request under way, so that the order of an
     * export holds without a producer that can break for good.
     */
    public static Map<String, Object> producerProperties(Map<String, Object> client) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 4L << 20);
        // Only the thread of its own waits: for a first connection, or for room.
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 100);
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.putAll(client);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return properties;
    }

    @Override
    public void say(DeliveryRecord record) {
        stated.noted();
        if (closed || !queue.offer(record)) {
            stated.dropped("more is said than can be written");
        }
    }

    private void run() {
        try {
            while (!closed || (!queue.isEmpty() && nanoTime.getAsLong() - closedSince < CLOSE_TIMEOUT.toNanos())) {
                DeliveryRecord record = queue.poll(LOOK_SECONDS, TimeUnit.SECONDS);
                if (record != null) {
                    write(record);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed = true;
            while (queue.poll() != null) {
                stated.dropped("the task has stopped");
            }
            if (producer != null) {
                producer.close(CLOSE_TIMEOUT);
            }
        }
    }

    private void write(DeliveryRecord record) {
        try {
            producer().send(message(record), (metadata, failure) -> {
                if (failure == null) {
                    stated.stated();
                } else {
                    stated.dropped(failure.getClass().getSimpleName());
                }
            });
        } catch (RuntimeException e) {
            stated.dropped(e.getClass().getSimpleName());
        }
    }

    private Producer<byte[], byte[]> producer() {
        if (producer != null) {
            return producer;
        }
        long now = nanoTime.getAsLong();
        if (noProducer != null && now - noProducerSince < NEXT_CLIENT.toNanos()) {
            throw noProducer;
        }
        try {
            producer = producers.get();
            return producer;
        } catch (RuntimeException e) {
            noProducer = e;
            noProducerSince = now;
            throw e;
        }
    }

    private static ProducerRecord<byte[], byte[]> message(DeliveryRecord record) {
        ExportId export = record.lane().export();
        return new ProducerRecord<>(
                Topics.DELIVERIES,
                Topics.partition(export, Topics.DELIVERIES_PARTITIONS),
                export.toString().getBytes(StandardCharsets.UTF_8),
                DeliveryJson.write(record));
    }

    /** The thread ends soon after: it writes what is queued and closes the producer. */
    @Override
    public void close() {
        closedSince = nanoTime.getAsLong();
        closed = true;
    }
}
