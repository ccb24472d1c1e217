package dev.waybill.catalog.topic;

import dev.waybill.catalog.snapshot.LogRecord;
import dev.waybill.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads the topic in order, committed records only. Confined to one thread. */
final class CatalogLog implements AutoCloseable {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.CATALOG, 0);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final LongSupplier nanoTime;
    /** Known without a question to the consumer, which may ask the broker. */
    private long position;

    private CatalogLog(Consumer<byte[], byte[]> consumer, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.nanoTime = nanoTime;
        consumer.assign(List.of(PARTITION));
    }

    static CatalogLog fromBeginning(Consumer<byte[], byte[]> consumer, LongSupplier nanoTime) {
        CatalogLog log = new CatalogLog(consumer, nanoTime);
        consumer.seekToBeginning(List.of(PARTITION));
        return log;
    }

    static CatalogLog from(long position, Consumer<byte[], byte[]> consumer, LongSupplier nanoTime) {
        CatalogLog log = new CatalogLog(consumer, nanoTime);
        consumer.seek(PARTITION, position);
        log.position = position;
        return log;
    }

    /** The offset before which everything was read. */
    long position() {
        return position;
    }

    /**
     * Reads on until the position has passed {@code end}. An unfinished transaction before it holds reading up until it
     * is finished.
     *
     * @return whether it has; if not, it goes on from there the next time
     */
    boolean readTo(long end, Duration atMost, java.util.function.Consumer<LogRecord> into) {
        long started = nanoTime.getAsLong();
        while (position < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                into.accept(logRecord(record));
            }
            position = consumer.position(PARTITION);
            if (position < end && nanoTime.getAsLong() - started >= atMost.toNanos()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static LogRecord logRecord(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key() == null ? new byte[0] : record.key();
        return new LogRecord(
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                new String(key, StandardCharsets.UTF_8),
                Optional.ofNullable(record.value()),
                RecordHeaders.notBefore(record.headers()),
                RecordHeaders.change(record.headers()));
    }
}
