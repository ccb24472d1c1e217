package dev.waybill.kafka;

import dev.waybill.batch.LedgerMark;
import dev.waybill.batch.PartitionBatches;
import dev.waybill.batch.UndecidedHour;
import dev.waybill.delivery.Arrival;
import dev.waybill.ledger.EventsUndecided;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.PartitionPassed;
import dev.waybill.ledger.Stamped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Tells the ledger how far a source partition has come: what was due by then has closed. It is told in the transaction that
 * has moved the clock there, so whatever comes after is late. Only where producers stamp the records, time that passes without
 * any does not move the clock: what they send later may have an earlier stamp. Confined to one thread; for use between records,
 * when all that was to be read again has been.
 */
final class Passages {
    /** What the ledger costs while nothing else happens: one entry for each of its partitions, this often. */
    static final Duration BETWEEN = Duration.ofSeconds(3);

    private final LedgerSource source;
    private final String topic;
    private final PartitionBatches batches;
    private final LedgerMark mark;
    private final SourceTopics topics;
    private final Consumer<LedgerEntry> ledger;

    private long nextMillis;
    private long toldThrough = Long.MIN_VALUE;
    private int toldPartitions;

    /**
     * Has told nothing yet.
     *
     * @param topic that is read
     * @param ledger takes entries
     */
    Passages(
            LedgerSource source,
            String topic,
            PartitionBatches batches,
            SourceTopics topics,
            Consumer<LedgerEntry> ledger) {
        this.source = source;
        this.topic = topic;
        this.batches = batches;
        this.mark = batches.ledger();
        this.topics = topics;
        this.ledger = ledger;
    }

    /** Whether it is not known yet from when on the ledger is complete. */
    boolean isNew() {
        return mark.since().isEmpty();
    }

    /** Nothing has been read yet, and reading begins at this offset. */
    void beginAt(long offset) {
        if (offset == 0) {
            mark.begin(0);
        }
    }

    /** The first record that is read: what was not read arrived no later. */
    void beginWith(SourceRecord record) {
        beginAt(record.offset());
        if (isNew() && record.timestamp() != Arrival.UNKNOWN) {
            mark.begin(record.timestamp() + 1);
        }
    }

    /** Tells how far the records have come that were read. */
    void tell(long nowMillis) {
        if (isDue(nowMillis)) {
            tell(nowMillis, OptionalLong.empty());
        }
    }

    /** Whether it is time to tell. */
    boolean isDue(long nowMillis) {
        return nowMillis >= nextMillis;
    }

    /**
     * Tells how far the partition has come.
     *
     * @param proven by when nothing was left, milliseconds; empty where that is not known
     */
    void tellIdle(long nowMillis, OptionalLong proven) {
        if (isDue(nowMillis)) {
            tell(nowMillis, proven);
        }
    }

    private void tell(long nowMillis, OptionalLong proven) {
        if (isNew()) {
            proven.ifPresent(mark::begin);
        }
        Optional<SourceTopics.Shape> shape = topics.shape(topic);
        if (shape.isEmpty() || isNew()) {
            return;
        }
        nextMillis = nowMillis + BETWEEN.toMillis();
        if (shape.get().stamped() == Stamped.BROKER) {
            proven.ifPresent(batches.time()::passIdle);
        }
        long through = Math.max(batches.time().millis(), proven.orElse(Long.MIN_VALUE));
        int partitions = shape.get().partitions();
        if (partitions <= source.partition() || through <= toldThrough && partitions == toldPartitions) {
            return;
        }
        toldThrough = through;
        toldPartitions = partitions;
        for (UndecidedHour hour : mark.takeUndecided()) {
            ledger.accept(new EventsUndecided(source, hour.tenant(), hour.start()));
        }
        ledger.accept(new PartitionPassed(
                source,
                partitions,
                Instant.ofEpochMilli(through),
                Instant.ofEpochMilli(mark.since().getAsLong()),
                shape.get().stamped(),
                mark.takeUnattributed()));
    }
}
