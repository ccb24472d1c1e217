package dev.waybill.catalog.topic;

import dev.waybill.catalog.plan.CatalogChange;
import dev.waybill.catalog.plan.Decision;
import dev.waybill.catalog.plan.NewRecord;
import dev.waybill.catalog.plan.Records;
import dev.waybill.catalog.plan.Refused;
import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.record.ClockJson;
import dev.waybill.catalog.record.ClockKey;
import dev.waybill.catalog.record.PauseKey;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.SnapshotBuilder;
import dev.waybill.contract.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes changes of the catalog, each in one transaction: all of it or nothing. Writers exclude each other by one
 * transactional id: one that begins ends what another has under way, and that one begins again.
 *
 * <p>The time of a change is the broker's, taken within the transaction. A transaction is committed within 15 seconds of
 * it and cut off after 20, so that a reader that has read to the end knows every change that was made half a minute ago.
 */
public final class CatalogWriter {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogWriter.class);
    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(15);
    private static final Duration READ_WITHIN = Duration.ofSeconds(60);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    /** Far below the time for which brokers keep tombstones of a compacted topic, a day by default. */
    private static final Duration READ_POINT_HOLDS = Duration.ofHours(1);

    private static final int ATTEMPTS = 10;
    private static final long BACKOFF_MILLIS = 200;
    /** No broker's time: whoever gets it back wrote to a topic that keeps the producer's. */
    private static final long NO_TIME = 0;

    private final CatalogTopic topic;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;

    /** A writer on a cluster. The topic must exist. */
    public CatalogWriter(KafkaCatalogTopic topic) {
        this(topic, Clock.systemUTC(), System::nanoTime, Thread::sleep);
    }

    CatalogWriter(CatalogTopic topic, Clock clock, LongSupplier nanoTime, Sleeper sleeper) {
        this.clock = clock;
        this.topic = topic;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
    }

    /**
     * Makes a change, however often others come in between; reads the whole topic.
     *
     * @throws CatalogException if the topic cannot be read or written, or others came in between ten times; unless the
     *     message says otherwise, nothing was written
     */
    public Outcome write(CatalogChange change) {
        return write(change, ReadPoint.NOTHING);
    }

    /**
     * Makes a change as {@link #write(CatalogChange)} does, but reads only what came after a reader's look. Where the topic
     * was made anew or lost records since, or the look is older than an hour, it reads all of it.
     *
     * @throws CatalogException as above
     */
    public Outcome write(CatalogChange change, ReadPoint from) {
        Attempt attempt = new Attempt(change, from);
        for (int tries = 1; ; tries++) {
            try {
                Optional<Outcome> outcome = attempt.run();
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            } catch (KafkaException e) {
                if (!WriterFaults.mayBeginAgain(e)) {
                    throw new CatalogException("the catalog cannot be written: " + e.getMessage(), e);
                }
                LOG.info("Another writer came in between, or brokers were slow; beginning again: {}", e.toString());
            }
            if (tries == ATTEMPTS) {
                throw new CatalogException("the catalog could not be written in " + ATTEMPTS
                        + " attempts: another writer came in between each time, or brokers answer too slowly;"
                        + " try again, and look whether the change was made");
            }
            backOff(tries);
        }
    }

    private void backOff(int tries) {
        try {
            sleeper.sleep(ThreadLocalRandom.current().nextLong(BACKOFF_MILLIS * tries) + BACKOFF_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CatalogException("interrupted while waiting for another writer; nothing was written", e);
        }
    }

    private CatalogSnapshot readToEnd(ReadPoint from) {
        TopicEnd end = topic.end();
        boolean goesOn = holds(from, end);
        SnapshotBuilder snapshot =
                goesOn ? new SnapshotBuilder(from.snapshot()) : SnapshotBuilder.anew(from.snapshot());
        try (CatalogLog log = goesOn
                ? CatalogLog.from(from.position(), topic.consumer(), clock, nanoTime)
                : CatalogLog.fromBeginning(topic.consumer(), clock, nanoTime)) {
            if (!log.readTo(end.highWatermark(), READ_WITHIN, snapshot::add)) {
                throw new CatalogException("the catalog could not be read to its end within " + READ_WITHIN.toSeconds()
                        + " s; nothing was written");
            }
        }
        return snapshot.build();
    }

    /** What was compacted away behind the point has a later record, which is read; a tombstone for a day at least. */
    private boolean holds(ReadPoint from, TopicEnd end) {
        return from.topicId().equals(end.topicId())
                && from.position() <= end.highWatermark()
                && nanoTime.getAsLong() - from.nanoTime() <= READ_POINT_HOLDS.toNanos();
    }

    /** Waits; a test does not. */
    interface Sleeper {
        void sleep(long millis) throws InterruptedException;
    }

    /** One change, tried until its outcome is known. */
    private final class Attempt {
        private final CatalogChange change;
        private final ReadPoint from;
        private final String id = UUID.randomUUID().toString();
        /** What the last try sent and perhaps committed. */
        private List<NewRecord> sent = List.of();

        private Instant sentAt = Instant.EPOCH;

        Attempt(CatalogChange change, ReadPoint from) {
            this.change = change;
            this.from = from;
        }

        /** Empty if it took too long and must begin again. */
        Optional<Outcome> run() {
            Producer<byte[], byte[]> producer = topic.producer();
            try {
                producer.initTransactions();
                CatalogSnapshot now = readToEnd(from);
                if (isCommitted(now)) {
                    return Optional.of(new Written(sentAt, sent.size()));
                }
                producer.beginTransaction();
                return orAborted(producer, now);
            } finally {
                producer.close(CLOSE_WITHIN);
            }
        }

        /** A transaction that is left open would hold all readers up until the broker cuts it off. */
        private Optional<Outcome> orAborted(Producer<byte[], byte[]> producer, CatalogSnapshot now) {
            try {
                return inTransaction(producer, now);
            } catch (RuntimeException e) {
                try {
                    producer.abortTransaction();
                } catch (RuntimeException cannotAbort) {
                    e.addSuppressed(cannotAbort);
                }
                throw e;
            }
        }

        private Optional<Outcome> inTransaction(Producer<byte[], byte[]> producer, CatalogSnapshot now) {
            long begun = nanoTime.getAsLong();
            Instant a = askTime(producer);
            Set<CatalogKey> others = change.madeFrom().entrySet().stream()
                    .filter(from -> now.offset(from.getKey()) != from.getValue())
                    .map(from -> from.getKey())
                    .collect(Collectors.toSet());
            if (!others.isEmpty()) {
                producer.abortTransaction();
                return Optional.of(new Overtaken(others, now));
            }
            Decision decision = change.decide(now, a);
            if (decision instanceof Refused refused) {
                producer.abortTransaction();
                return Optional.of(new Rejected(refused));
            }
            List<NewRecord> records = ((Records) decision).list();
            if (records.isEmpty()) {
                producer.abortTransaction();
                return Optional.of(new NothingToWrite());
            }
            send(producer, records);
            if (nanoTime.getAsLong() - begun > COMMIT_WITHIN.toNanos()) {
                producer.abortTransaction();
                return Optional.empty();
            }
            sent = records;
            sentAt = a;
            producer.commitTransaction();
            return Optional.of(new Written(a, records.size()));
        }

        private Instant askTime(Producer<byte[], byte[]> producer) {
            RecordMetadata clock = await(producer.send(new ProducerRecord<>(
                    Topics.CATALOG, 0, NO_TIME, bytes(ClockKey.CLOCK.text()), ClockJson.write(change.by()))));
            if (!clock.hasTimestamp() || clock.timestamp() == NO_TIME) {
                throw new CatalogException(
                        "the topic " + Topics.CATALOG + " keeps the writer's time, so nobody can tell"
                                + " when a change was made; nothing was written. Set it with: "
                                + KafkaCatalogTopic.STAMPED_BY_BROKERS);
            }
            return Instant.ofEpochMilli(clock.timestamp());
        }

        private void send(Producer<byte[], byte[]> producer, List<NewRecord> records) {
            List<Future<RecordMetadata>> results = new ArrayList<>();
            for (NewRecord record : records) {
                results.add(producer.send(new ProducerRecord<>(
                        Topics.CATALOG,
                        0,
                        bytes(record.key().text()),
                        record.value().orElse(null),
                        RecordHeaders.of(record, id))));
            }
            producer.flush();
            results.forEach(CatalogWriter::await);
        }

        /** Whether a try whose answer got lost has made the change. Pauses do not say who wrote them, and may be written twice. */
        private boolean isCommitted(CatalogSnapshot now) {
            List<CatalogKey> keys = sent.stream()
                    .map(NewRecord::key)
                    .filter(key -> !(key instanceof PauseKey))
                    .toList();
            return !keys.isEmpty()
                    && keys.stream().allMatch(key -> now.change(key).equals(id));
        }
    }

    private static RecordMetadata await(Future<RecordMetadata> result) {
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka
                    ? kafka
                    : new CatalogException("the catalog cannot be written: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CatalogException("interrupted while writing the catalog; nothing was written", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
