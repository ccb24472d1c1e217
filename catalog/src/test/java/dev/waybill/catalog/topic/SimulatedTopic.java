package dev.waybill.catalog.topic;

import dev.waybill.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The catalog's topic in memory, with transactions, fencing, markers that take offsets, a broker's clock and compaction.
 * Its clients are Kafka's mocks.
 */
final class SimulatedTopic implements CatalogTopic {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.CATALOG, 0);
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(20);

    private final List<Entry> log = new ArrayList<>();
    private Instant brokerNow;
    private long nanos;
    private Uuid id = Uuid.randomUuid();
    private long nextOffset;
    private boolean exists = true;
    private boolean keepsProducersTime;
    private int polls;
    private int read;
    private @Nullable SimulatedProducer current;
    private Runnable beforeClock = () -> {};
    private Runnable beforeCommit = () -> {};
    private Runnable afterCommit = () -> {};

    SimulatedTopic(String brokerNow) {
        this.brokerNow = Instant.parse(brokerNow);
    }

    Instant brokerNow() {
        return brokerNow;
    }

    long nanoTime() {
        return nanos;
    }

    int polls() {
        return polls;
    }

    /** How many records all consumers have been given. */
    int read() {
        return read;
    }

    /** A clock that differs from the broker's. */
    Clock clock(Duration ahead) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return brokerNow.plus(ahead);
            }
        };
    }

    /** Time passes; a transaction that is open for too long is cut off. */
    void pass(Duration time) {
        brokerNow = brokerNow.plus(time);
        nanos += time.toNanos();
        if (current != null && current.begun != null && !brokerNow.isBefore(current.begun.plus(TRANSACTION_TIMEOUT))) {
            cutOff(current);
        }
    }

    void onceBeforeClock(Runnable action) {
        beforeClock = action;
    }

    void onceBeforeCommit(Runnable action) {
        beforeCommit = action;
    }

    void onceAfterCommit(Runnable action) {
        afterCommit = action;
    }

    void keepProducersTime() {
        keepsProducersTime = true;
    }

    /** A record that no writer of ours made, with a time that its writer chose. */
    void appendStamped(String key, String value, Instant stamp, TimestampType type) {
        log.add(new Entry(
                nextOffset++,
                key,
                value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                stamp,
                type,
                null,
                State.COMMITTED));
    }

    /** A record that no writer of ours made. */
    void append(String key, @Nullable String value) {
        log.add(new Entry(
                nextOffset++,
                key,
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                brokerNow,
                TimestampType.LOG_APPEND_TIME,
                null,
                State.COMMITTED));
    }

    void delete() {
        exists = false;
        log.clear();
    }

    void make() {
        exists = true;
        id = Uuid.randomUuid();
        nextOffset = 0;
    }

    /** Keeps the latest committed record of each key only, and no marker. */
    void compact() {
        Map<String, Long> latest = new HashMap<>();
        log.stream()
                .filter(entry -> entry.state == State.COMMITTED && entry.key != null)
                .forEach(entry -> latest.put(entry.key, entry.offset));
        log.removeIf(entry -> entry.state != State.OPEN
                && (entry.state == State.ABORTED || entry.key == null || latest.get(entry.key) != entry.offset));
    }

    /** What the broker does a day later: tombstones that it has kept for readers go, too. */
    void compactAfterADay() {
        compact();
        log.removeIf(entry -> entry.state == State.COMMITTED && entry.value == null);
    }

    /** Keys of committed records, in order, without the clock. */
    List<String> committed() {
        return log.stream()
                .filter(entry -> entry.state == State.COMMITTED && entry.key != null && !entry.key.equals("_clock"))
                .map(entry -> entry.key)
                .toList();
    }

    @Override
    public Consumer<byte[], byte[]> consumer() {
        return new SimulatedConsumer();
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        return new SimulatedProducer();
    }

    @Override
    public TopicEnd end() {
        if (!exists) {
            throw new CatalogException("the topic does not exist");
        }
        return new TopicEnd(id, nextOffset);
    }

    @Override
    public void close() {}

    private long lastStableOffset() {
        return log.stream()
                .filter(entry -> entry.state == State.OPEN)
                .mapToLong(entry -> entry.offset)
                .findFirst()
                .orElse(nextOffset);
    }

    private void cutOff(SimulatedProducer producer) {
        finish(producer, State.ABORTED);
        if (!producer.closed()) {
            producer.fenceProducer();
        }
    }

    private void finish(SimulatedProducer producer, State state) {
        if (producer.begun == null) {
            return;
        }
        boolean wrote = false;
        for (Entry entry : log) {
            if (entry.producer == producer && entry.state == State.OPEN) {
                entry.state = state;
                wrote = true;
            }
        }
        if (wrote) {
            log.add(new Entry(
                    nextOffset++,
                    null,
                    null,
                    new RecordHeaders(),
                    brokerNow,
                    TimestampType.LOG_APPEND_TIME,
                    producer,
                    State.COMMITTED));
        }
        producer.begun = null;
    }

    private enum State {
        OPEN,
        COMMITTED,
        ABORTED
    }

    /** A record, or a marker if it has no key. */
    private static final class Entry {
        private final long offset;
        private final @Nullable String key;
        private final byte @Nullable [] value;
        private final Headers headers;
        private final Instant appended;
        private final TimestampType type;
        private final @Nullable SimulatedProducer producer;
        private State state;

        Entry(
                long offset,
                @Nullable String key,
                byte @Nullable [] value,
                Headers headers,
                Instant appended,
                TimestampType type,
                @Nullable SimulatedProducer producer,
                State state) {
            this.offset = offset;
            this.key = key;
            this.value = value;
            this.headers = headers;
            this.appended = appended;
            this.type = type;
            this.producer = producer;
            this.state = state;
        }
    }

    private final class SimulatedProducer extends MockProducer<byte[], byte[]> {
        private @Nullable Instant begun;

        SimulatedProducer() {
            super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void initTransactions() {
            if (current != null) {
                cutOff(current);
            }
            current = this;
            super.initTransactions();
        }

        @Override
        public void beginTransaction() {
            super.beginTransaction();
            begun = brokerNow;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (key.equals("_clock")) {
                Runnable action = beforeClock;
                beforeClock = () -> {};
                action.run();
            }
            super.send(record);
            Instant time = keepsProducersTime ? Instant.ofEpochMilli(record.timestamp()) : brokerNow;
            log.add(new Entry(
                    nextOffset,
                    key,
                    record.value(),
                    record.headers(),
                    time,
                    keepsProducersTime ? TimestampType.CREATE_TIME : TimestampType.LOG_APPEND_TIME,
                    this,
                    State.OPEN));
            return CompletableFuture.completedFuture(
                    new RecordMetadata(PARTITION, nextOffset++, 0, time.toEpochMilli(), 0, 0));
        }

        @Override
        public void commitTransaction() {
            Runnable action = beforeCommit;
            beforeCommit = () -> {};
            action.run();
            super.commitTransaction();
            finish(this, State.COMMITTED);
            Runnable after = afterCommit;
            afterCommit = () -> {};
            after.run();
        }

        @Override
        public void abortTransaction() {
            super.abortTransaction();
            finish(this, State.ABORTED);
        }
    }

    private final class SimulatedConsumer extends MockConsumer<byte[], byte[]> {
        private long position;

        SimulatedConsumer() {
            super("none");
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            polls++;
            long end = lastStableOffset();
            List<ConsumerRecord<byte[], byte[]>> records = log.stream()
                    .filter(entry -> entry.offset >= position && entry.offset < end)
                    .filter(entry -> entry.state == State.COMMITTED && entry.key != null)
                    .map(SimulatedTopic::record)
                    .toList();
            read += records.size();
            if (position >= end) {
                pass(timeout);
            }
            position = Math.max(position, end);
            return new ConsumerRecords<>(
                    records.isEmpty() ? Map.of() : Map.of(PARTITION, records),
                    Map.of(PARTITION, new OffsetAndMetadata(position)));
        }

        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            super.seek(partition, offset);
            position = offset;
        }

        @Override
        public synchronized long position(TopicPartition partition) {
            return position;
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(Entry entry) {
        return new ConsumerRecord<>(
                Topics.CATALOG,
                0,
                entry.offset,
                entry.appended.toEpochMilli(),
                entry.type,
                0,
                0,
                String.valueOf(entry.key).getBytes(StandardCharsets.UTF_8),
                entry.value,
                entry.headers,
                Optional.empty());
    }
}
