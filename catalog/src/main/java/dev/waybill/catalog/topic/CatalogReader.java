package dev.waybill.catalog.topic;

import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.record.TenantKey;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Fault;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.snapshot.LogRecord;
import dev.waybill.catalog.snapshot.SnapshotBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the catalog and knows up to when it has. Each look asks for the topic's end at a time K of this machine's clock and
 * reads up to it; then everything that was in the topic at K is known. Where nothing is new, a look is one question.
 *
 * <p>Looks are made one after another, see {@link CatalogWatch}; what is known may be asked for on any thread.
 */
public final class CatalogReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogReader.class);
    private static final String BEHIND = "the catalog was not read to its end in time; a change that is under way holds"
            + " reading up for half a minute at most, else brokers answer too slowly";

    /** Far below the time for which brokers keep tombstones of a compacted topic, a day by default. */
    private static final Duration GOES_ON_WITHIN = Duration.ofHours(1);

    private final CatalogTopic topic;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final Duration lookAtMost;
    private final List<CatalogListener> listeners = new CopyOnWriteArrayList<>();

    private volatile Knowledge knowledge = Knowledge.NOTHING;
    private volatile Optional<String> trouble = Optional.of("the catalog has not been read yet");

    private volatile ReadPoint readPoint = ReadPoint.NOTHING;

    private @Nullable CatalogLog log;
    private @Nullable Uuid topicId;
    /** What a look has read that did not reach the end. */
    private @Nullable SnapshotBuilder unfinished;
    /** Whether what is read replaces all that is known. */
    private boolean anew = true;

    /** A reader on a cluster, which it takes over. */
    public static CatalogReader of(KafkaCatalogTopic topic) {
        return new CatalogReader(topic, Clock.systemUTC(), System::nanoTime, Duration.ofSeconds(10));
    }

    /** @param lookAtMost how long a look waits for the end */
    CatalogReader(CatalogTopic topic, Clock clock, LongSupplier nanoTime, Duration lookAtMost) {
        this.topic = topic;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.lookAtMost = lookAtMost;
    }

    /** What is known now: a snapshot, and up to when it is complete. Costs nothing. */
    public Knowledge knowledge() {
        return knowledge;
    }

    /** Where the last look that reached the end has ended, for a writer to go on from. Costs nothing. */
    public ReadPoint readPoint() {
        return readPoint;
    }

    /** Why nothing new is learned; empty after a look that reached the end. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** Tells the listener of changes from now on; what is known already is in {@link #knowledge}. */
    public void listen(CatalogListener listener) {
        listeners.add(listener);
    }

    /**
     * Makes one look. Not by two threads at once.
     *
     * @return whether the end was reached; if not, {@link #trouble} says why, and what was known before stays
     */
    public boolean look() {
        try {
            boolean reached = lookOnce();
            report(reached ? Optional.empty() : Optional.of(BEHIND));
            return reached;
        } catch (CatalogException e) {
            report(Optional.of(String.valueOf(e.getMessage())));
        } catch (KafkaException e) {
            beginAnew();
            report(Optional.of("the catalog cannot be read: " + e.getMessage()));
        }
        return false;
    }

    /**
     * What is known after a look that reached the end, for commands that read once. A change that was under way when its
     * writer was killed holds it up for half a minute.
     *
     * @throws CatalogException if there is no topic or no answer, or the end is not reached in time
     */
    public Knowledge read(Duration atMost) {
        long started = nanoTime.getAsLong();
        while (!look()) {
            if (log == null || nanoTime.getAsLong() - started >= atMost.toNanos()) {
                throw new CatalogException(trouble.orElse(BEHIND));
            }
        }
        return knowledge;
    }

    @Override
    public void close() {
        if (log != null) {
            log.close();
        }
        topic.close();
    }

    private boolean lookOnce() {
        Instant k = clock.instant();
        TopicEnd end = topic.end();
        boolean replaced = topicId != null && !topicId.equals(end.topicId());
        boolean shortened = log != null && log.position() > end.highWatermark();
        if (replaced || shortened) {
            LOG.error(
                    "The catalog's topic {}; it is read again from its beginning",
                    replaced ? "was deleted and made anew" : "has lost records");
            beginAnew();
        }
        if (log != null && !anew && Duration.between(knowledge.knownUpTo(), k).compareTo(GOES_ON_WITHIN) > 0) {
            LOG.info("The catalog has not been read for long; it is read again from its beginning");
            beginAnew();
        }
        topicId = end.topicId();
        if (log == null) {
            log = CatalogLog.fromBeginning(topic.consumer(), clock, nanoTime);
        }
        if (!log.readTo(end.highWatermark(), lookAtMost, this::take)) {
            return false;
        }
        publish(k);
        readPoint = new ReadPoint(knowledge.snapshot(), end.topicId(), log.position(), nanoTime.getAsLong());
        return true;
    }

    private void take(LogRecord record) {
        if (unfinished == null) {
            CatalogSnapshot known = knowledge.snapshot();
            unfinished = anew ? SnapshotBuilder.anew(known) : new SnapshotBuilder(known);
        }
        unfinished.add(record);
    }

    private void publish(Instant k) {
        Knowledge before = knowledge;
        if (unfinished == null && !anew) {
            knowledge = Knowledge.of(before.snapshot(), k);
            return;
        }
        CatalogSnapshot next = unfinished == null ? CatalogSnapshot.EMPTY : unfinished.build();
        if (next.settings().isEmpty() && before.snapshot().settings().isPresent()) {
            throw new CatalogException(
                    "the catalog is empty: its topic was deleted and made anew; what was known before"
                            + " stays in force, restore the topic from a copy with apply --restore");
        }
        Set<CatalogKey> changed = new LinkedHashSet<>(unfinished == null ? Set.of() : unfinished.changed());
        if (anew) {
            before.snapshot().tenantIds().forEach(tenant -> changed.add(new TenantKey(tenant)));
        }
        unfinished = null;
        anew = false;
        knowledge = Knowledge.of(next, k);
        reportFaults(before.snapshot(), next);
        if (!changed.isEmpty()) {
            listeners.forEach(listener -> listener.changed(knowledge, changed));
        }
    }

    /** Forgets how far it has read, but not what is known. */
    private void beginAnew() {
        if (log != null) {
            log.close();
            log = null;
        }
        unfinished = null;
        anew = true;
    }

    private void report(Optional<String> next) {
        if (!next.equals(trouble)) {
            next.ifPresentOrElse(
                    text -> LOG.warn("{}; known up to {}", text, knowledge.knownUpTo()),
                    () -> LOG.info("The catalog is known up to {}", knowledge.knownUpTo()));
        }
        trouble = next;
    }

    private static void reportFaults(CatalogSnapshot before, CatalogSnapshot now) {
        List<Fault> known = before.faults();
        now.faults().stream().filter(fault -> !known.contains(fault)).forEach(fault -> LOG.error("{}", fault.text()));
    }
}
