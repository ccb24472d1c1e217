package dev.waybill.kafka;

import dev.waybill.batch.PartitionBatches;
import dev.waybill.delivery.EventPath;
import dev.waybill.event.TryAgainException;
import dev.waybill.ledger.LedgerSource;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Says when: when a source partition is read again, when windows close for want of records, when parts are emitted. */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class DeliveryProcessor implements Processor<byte[], byte[], byte[], Object> {
    /** Each punctuation makes an idle task commit, so not too often; windows close this much after they could. */
    private static final Duration PUNCTUATION = Duration.ofSeconds(2);
    /** The broker's answer, whether all has been read, is looked at this much after it was asked. */
    private static final Duration ANSWER = Duration.ofMillis(200);
    /** While parts are being emitted, records and commits get their turn between slices. */
    private static final long MILLIS_BETWEEN_SLICES = 100;
    /** What lags behind gets a third of the thread's time at most. */
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(300);

    /** What exports that are held back wait for comes after minutes rather than moments. */
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(30);

    /** What is open is told to the ledger again this often: who reads it knows its last days only. */
    private static final Duration BETWEEN_OPEN_AGAIN = Duration.ofHours(24);
    /** And the first time this long after a start, which has enough to do. */
    private static final Duration BEFORE_OPEN_AGAIN = Duration.ofMinutes(10);

    /** Later than anything can be due that has been read: what the clock on the wall says where reading has ended. */
    private static final long AFTER_ALL_MILLIS = Duration.ofDays(36_525).toMillis();

    private static final long NOT_YET = -1;

    private final DeliveryProcessorSupplier supplier;
    private ProcessorContext<byte[], Object> context;
    private TopicPartition source;
    private long end;
    private RecordOutbox outbox;
    private EventPath path;
    private PartitionBatches batches;
    private CatchUp catchUp;
    private Passages passages;
    private HeldBackNotices notices;
    private long processedThrough;
    private long nextSliceMillis;
    private long nextTryMillis;
    private long nextOpenAgainMillis;
    private @Nullable Cancellable punctuations;
    private @Nullable Cancellable slices;
    private @Nullable Cancellable answer;
    private @Nullable Cancellable catchingUp;
    /** Where the source is still to be read again from; empty once it has been. */
    private OptionalLong unread;

    DeliveryProcessor(DeliveryProcessorSupplier supplier) {
        this.supplier = supplier;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> processorContext) {
        context = processorContext;
        source = sourcePartition();
        end = supplier.surroundings().end().of(source);
        KeyValueStore<Bytes, byte[]> store =
                context.getStateStore(supplier.storeBuilder().name());
        LedgerSource ledgerSource =
                new LedgerSource(context.applicationId(), supplier.path().source(), source.partition());
        outbox = new RecordOutbox(
                context,
                ledgerSource,
                supplier.outputs(),
                supplier.surroundings().topicGate(),
                supplier.path().catalog(),
                supplier.metrics());
        path = EventPath.open(
                supplier.path(), source.partition(), new KeyValueBatchStore(store), outbox, System::nanoTime);
        batches = path.batches();
        passages = new Passages(
                ledgerSource, source.topic(), batches, supplier.surroundings().sourceTopics(), outbox::tell);
        notices = new HeldBackNotices(ledgerSource, batches.lagging(), outbox::tell);
        // Streams initialises the same processor again when it revives a task.
        processedThrough = -1;
        nextSliceMillis = 0;
        nextTryMillis = 0;
        nextOpenAgainMillis = NOT_YET;
        slices = null;
        answer = null;
        catchingUp = null;
        unread = batches.replayFrom();
        catchUp = new CatchUp(
                supplier.surroundings().sourceLog(),
                source,
                batches.lagging(),
                record -> take(SourceRecord.of(record), true),
                System::nanoTime);
        if (unread.isPresent()) {
            supplier.surroundings().pendingReplays().add(source);
        }
        punctuations = context.schedule(PUNCTUATION, PunctuationType.WALL_CLOCK_TIME, this::punctuate);
    }

    private TopicPartition sourcePartition() {
        return new TopicPartition(supplier.sourceTopic(), context.taskId().partition());
    }

    /**
     * Reads the source again from the bookmark on, before anything else is done. Not in {@link #init}: an event that is refused
     * now gets its ticket now, and nothing can be forwarded before all nodes have been initialised.
     */
    private void replay() {
        if (unread.isEmpty()) {
            return;
        }
        SourceLog log = supplier.surroundings().sourceLog();
        long committed = log.committed(source)
                .orElseThrow(() -> new IllegalStateException("there is state for " + source
                        + " but the application has no committed offset: its offsets were deleted or reset."
                        + " Reset the application as a whole; see docs/how-to/reset.md"));
        log.replay(source, unread.getAsLong(), committed, record -> take(SourceRecord.of(record), false));
        processedThrough = committed - 1;
        batches.replayed();
        unread = OptionalLong.empty();
        supplier.surroundings().pendingReplays().remove(source);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata metadata = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record without metadata in " + source));
        replay();
        SourceRecord read = SourceRecord.of(metadata, record);
        if (keepsLedger() && passages.isNew()) {
            passages.beginWith(read);
        }
        take(read, false);
        processedThrough = metadata.offset();
        long now = context.currentSystemTimeMs();
        if (keepsLedger()) {
            passages.tell(now);
        }
        if (now >= nextSliceMillis) {
            emitSlice(now);
        }
    }

    /** Streams logs what is thrown here, so nothing may be thrown whose message could hold event content. */
    private void take(SourceRecord record, boolean again) {
        if (record.offset() >= end) {
            return;
        }
        outbox.turnTo(record);
        try {
            if (again) {
                path.acceptAgain(record.offset(), record.timestamp(), record.value());
            } else {
                path.accept(record.offset(), record.timestamp(), record.value());
            }
        } catch (KafkaException | TryAgainException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ContentFreeException.of(e, "cannot process offset " + record.offset() + " of " + source);
        } finally {
            outbox.turnTo(null);
        }
    }

    private void punctuate(long now) {
        replay();
        boolean due = isSomethingDue(now);
        boolean tell = keepsLedger() && passages.isDue(now);
        OptionalLong proven = due || tell ? provenMillis() : OptionalLong.empty();
        if (due) {
            proven.ifPresent(batches.time()::advanceIdle);
            if (answer == null) {
                answer = context.schedule(ANSWER, PunctuationType.WALL_CLOCK_TIME, this::lookAtAnswer);
            }
        }
        if (tell) {
            tellLedger(now, proven);
        }
        if (now >= nextSliceMillis) {
            nextSliceMillis = now + MILLIS_BETWEEN_SLICES;
            keepEmitting(batches.work(wallMillis(now)));
        }
        tryHeldBackAgain(now);
        keepCatchingUp(batches.lagging().behindFrom().isPresent());
        notices.tell(now, path.heldBack());
        supplier.metrics().openBatches(source, batches.openBatches());
        supplier.metrics().waitingSince(source, batches.lagging().waitingSinceMillis());
        supplier.metrics().heldBack(source, path.heldBack().keySet());
        if (isEnded() && isDrained()) {
            supplier.surroundings().end().drained(source);
        }
    }

    private boolean isEnded() {
        return supplier.surroundings().end().isReached(source, processedThrough);
    }

    private boolean isDrained() {
        return batches.openBatches() == 0
                && path.heldBack().isEmpty()
                && batches.lagging().behindFrom().isEmpty();
    }

    private long wallMillis(long now) {
        return isEnded() ? now + AFTER_ALL_MILLIS : now;
    }

    private void tryHeldBackAgain(long now) {
        if (now >= nextTryMillis) {
            nextTryMillis = now + BETWEEN_TRIES.toMillis();
            path.tryHeldBackAgain();
        }
    }

    private void catchUp(long now) {
        keepCatchingUp(catchUp.slice(processedThrough + 1));
    }

    private void keepCatchingUp(boolean behind) {
        Cancellable running = catchingUp;
        if (behind && running == null) {
            catchingUp = context.schedule(BETWEEN_READINGS, PunctuationType.WALL_CLOCK_TIME, this::catchUp);
        } else if (!behind && running != null) {
            running.cancel();
            catchingUp = null;
        }
    }

    private boolean isSomethingDue(long now) {
        long wall = wallMillis(now);
        return batches.nextDueMillis().filter(due -> due <= wall).isPresent();
    }

    /** By when it is proven that nothing was left to be read. */
    private OptionalLong provenMillis() {
        return supplier.surroundings().idleProof().provenMillis(source, processedThrough);
    }

    private boolean keepsLedger() {
        return supplier.outputs().ledger().isPresent();
    }

    private void tellLedger(long now, OptionalLong proven) {
        if (passages.isNew() && processedThrough < 0) {
            supplier.surroundings().sourceLog().committed(source).ifPresent(this::beginAt);
        }
        passages.tellIdle(now, proven);
        if (nextOpenAgainMillis == NOT_YET) {
            nextOpenAgainMillis = now + BEFORE_OPEN_AGAIN.toMillis();
        } else if (now >= nextOpenAgainMillis) {
            nextOpenAgainMillis = now + BETWEEN_OPEN_AGAIN.toMillis();
            batches.tellOpenAgain();
        }
    }

    /** Nothing has been read yet; a partition that stays empty has come as far as this. */
    private void beginAt(long offset) {
        passages.beginAt(offset);
        batches.time().beginAt(offset);
        processedThrough = offset - 1;
    }

    private void lookAtAnswer(long now) {
        cancel(answer);
        answer = null;
        if (isSomethingDue(now)) {
            provenMillis().ifPresent(batches.time()::advanceIdle);
        }
        if (now >= nextSliceMillis) {
            emitSlice(now);
        }
    }

    private void emitSlice(long now) {
        nextSliceMillis = now + MILLIS_BETWEEN_SLICES;
        boolean more = false;
        long wall = wallMillis(now);
        if (batches.hasWork(wall)) {
            more = batches.work(wall);
            context.commit();
        }
        keepEmitting(more);
    }

    /** Slices follow each other also while no records come. */
    private void keepEmitting(boolean more) {
        Cancellable running = slices;
        if (more && running == null) {
            slices = context.schedule(
                    Duration.ofMillis(MILLIS_BETWEEN_SLICES), PunctuationType.WALL_CLOCK_TIME, this::emitSlice);
        } else if (!more && running != null) {
            running.cancel();
            slices = null;
        }
    }

    /** Streams keeps the punctuations of a task that it closes and revives. */
    @Override
    public void close() {
        cancel(punctuations);
        cancel(slices);
        cancel(answer);
        cancel(catchingUp);
        if (batches != null) {
            catchUp.close();
            batches.close();
            supplier.surroundings().pendingReplays().remove(source);
            supplier.metrics().openBatches(source, 0);
            supplier.metrics().waitingSince(source, Optional.empty());
            supplier.metrics().heldBack(source, Set.of());
        }
    }

    private static void cancel(@Nullable Cancellable scheduled) {
        if (scheduled != null) {
            scheduled.cancel();
        }
    }
}
