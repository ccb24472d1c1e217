package dev.waybill.catalog.topic;

import dev.waybill.catalog.snapshot.LogRecord;
import dev.waybill.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic in order, committed records only. Confined to one thread.
 *
 * <p>A record that does not say when it takes effect does so by the broker's time at which it was appended. Where that is not
 * known, since its writer stamped it or no clock can be so far ahead, it may have been appended as early as the record before
 * it: from then on the one before it is not relied on.
 */
final class CatalogLog implements AutoCloseable {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.CATALOG, 0);
    private static final Duration POLL = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(CatalogLog.class);

    /** As far as clocks may differ when the application starts. */
    private static final Duration MAX_AHEAD = Duration.ofSeconds(20);

    private final Consumer<byte[], byte[]> consumer;
    private final Clock clock;
    private final LongSupplier nanoTime;
    /** The broker's time of the last record that has one. */
    private Instant appended = Instant.EPOCH;

    private boolean reported;
    /** Known without a question to the consumer, which may ask the broker. */
    private long position;

    private CatalogLog(Consumer<byte[], byte[]> consumer, Clock clock, LongSupplier nanoTime) {
        this.consumer = consumer;
        this.clock = clock;
        this.nanoTime = nanoTime;
        consumer.assign(List.of(PARTITION));
    }

    static CatalogLog fromBeginning(Consumer<byte[], byte[]> consumer, Clock clock, LongSupplier nanoTime) {
        CatalogLog log = new CatalogLog(consumer, clock, nanoTime);
        consumer.seekToBeginning(List.of(PARTITION));
        return log;
    }

    static CatalogLog from(long position, Consumer<byte[], byte[]> consumer, Clock clock, LongSupplier nanoTime) {
        CatalogLog log = new CatalogLog(consumer, clock, nanoTime);
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

    private LogRecord logRecord(ConsumerRecord<byte[], byte[]> record) {
        boolean isKnown = isStampedRight(record);
        if (isKnown) {
            appended = Instant.ofEpochMilli(record.timestamp());
        } else if (!reported) {
            reported = true;
            LOG.error(
                    "The record at offset {} of the catalog does not have the broker's time, but {} ({}): from {} on"
                            + " records without not-before are not relied on; set the brokers' clocks by NTP, or the"
                            + " topic with: {}",
                    record.offset(),
                    Instant.ofEpochMilli(record.timestamp()),
                    record.timestampType(),
                    appended,
                    KafkaCatalogTopic.STAMPED_BY_BROKERS);
        }
        byte[] key = record.key() == null ? new byte[0] : record.key();
        return new LogRecord(
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                new String(key, StandardCharsets.UTF_8),
                Optional.ofNullable(record.value()),
                RecordHeaders.notBefore(record.headers()).or(() -> isKnown ? Optional.empty() : Optional.of(appended)),
                RecordHeaders.change(record.headers()));
    }

    private boolean isStampedRight(ConsumerRecord<byte[], byte[]> record) {
        return record.timestampType() == TimestampType.LOG_APPEND_TIME
                && record.timestamp() <= clock.instant().plus(MAX_AHEAD).toEpochMilli();
    }
}
