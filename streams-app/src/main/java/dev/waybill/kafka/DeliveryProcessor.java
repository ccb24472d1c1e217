package dev.waybill.kafka;

import dev.waybill.batch.Bookmark;
import dev.waybill.batch.Counts;
import dev.waybill.batch.Emitter;
import dev.waybill.batch.Part;
import dev.waybill.batch.PartitionBatches;
import dev.waybill.export.ExportVersion;
import dev.waybill.registry.RegistryUnavailableException;
import java.time.Duration;
import java.util.Optional;
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

/** Drives the path of one source partition: reads back what it knew, takes records, and emits what is due. */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class DeliveryProcessor implements Processor<byte[], byte[], byte[], Object>, Emitter {
    /** Each punctuation makes an idle task commit, so not too often; windows close this much after they could. */
    private static final Duration PUNCTUATION = Duration.ofSeconds(2);
    /** The broker's answer, whether all has been read, is looked at this much after it was asked. */
    private static final Duration ANSWER = Duration.ofMillis(200);
    /** While parts are being emitted, records and commits get their turn between slices. */
    private static final long MILLIS_BETWEEN_SLICES = 100;
    /** What lags behind gets a third of the thread's time at most. */
    private static final Duration BETWEEN_READINGS = Duration.ofMillis(300);

    private final DeliveryProcessorSupplier supplier;
    private ProcessorContext<byte[], Object> context;
    private TopicPartition source;
    private PartitionBatches batches;
    private RecordPath path;
    private CatchUp catchUp;
    private long processedThrough;
    private long nextSliceMillis;
    private @Nullable Cancellable punctuations;
    private @Nullable Cancellable slices;
    private @Nullable Cancellable answer;
    private @Nullable Cancellable catchingUp;
    /** Where the source is still to be read again from; null once it has been. */
    private @Nullable Bookmark unread;
    /** The record being processed; null between records. */
    private @Nullable SourceRecord current;

    DeliveryProcessor(DeliveryProcessorSupplier supplier) {
        this.supplier = supplier;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> processorContext) {
        context = processorContext;
        source = sourcePartition();
        KeyValueStore<Bytes, byte[]> store =
                context.getStateStore(supplier.storeBuilder().name());
        batches = new PartitionBatches(
                source.partition(),
                new KeyValueBatchStore(store),
                supplier.settings(),
                supplier.memory(),
                this,
                System::nanoTime);
        path = supplier.paths().create(batches, this::quarantine);
        // Streams initialises the same processor again when it revives a task.
        processedThrough = -1;
        nextSliceMillis = 0;
        slices = null;
        answer = null;
        catchingUp = null;
        current = null;
        unread = batches.restore(path::begun).orElse(null);
        path.restored();
        batches.holdBack(path.heldBack());
        catchUp = new CatchUp(
                supplier.sourceLog(),
                source,
                batches,
                record -> take(SourceRecord.of(record), path::acceptAgain),
                System::nanoTime);
        if (unread != null) {
            supplier.pendingReplays().add(source);
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
        Bookmark bookmark = unread;
        if (bookmark == null) {
            return;
        }
        long committed = supplier.sourceLog()
                .committed(source)
                .orElseThrow(() -> new IllegalStateException("there is state for " + source
                        + " but the application has no committed offset: its offsets were deleted or reset."
                        + " Reset the application as a whole; see docs/how-to/reset.md"));
        supplier.sourceLog().replay(source, bookmark.offset(), committed, record -> accept(SourceRecord.of(record)));
        processedThrough = committed - 1;
        batches.restored();
        unread = null;
        supplier.pendingReplays().remove(source);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata metadata = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("a record without metadata in " + source));
        replay();
        accept(SourceRecord.of(metadata, record));
        processedThrough = metadata.offset();
        long now = context.currentSystemTimeMs();
        if (now >= nextSliceMillis) {
            emitSlice(now);
        }
    }

    private interface Taking {
        void take(long offset, long arrivalMillis, byte @Nullable [] value);
    }

    private void accept(SourceRecord record) {
        take(record, path::accept);
    }

    /** Streams logs what is thrown here, so nothing may be thrown whose message could hold event content. */
    private void take(SourceRecord record, Taking taking) {
        current = record;
        try {
            taking.take(record.offset(), record.timestamp(), record.value());
        } catch (KafkaException | RegistryUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ContentFreeException.of(e, "cannot process offset " + record.offset() + " of " + source);
        } finally {
            current = null;
        }
    }

    private void punctuate(long now) {
        replay();
        if (closeIdle(now) && answer == null) {
            answer = context.schedule(ANSWER, PunctuationType.WALL_CLOCK_TIME, this::lookAtAnswer);
        }
        if (now >= nextSliceMillis) {
            nextSliceMillis = now + MILLIS_BETWEEN_SLICES;
            keepEmitting(batches.work(now));
        }
        keepCatchingUp(batches.behindFrom().isPresent());
        supplier.metrics().openBatches(source, batches.openBatches());
        supplier.metrics().waitingSince(source, batches.waitingSinceMillis());
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

    /** Closes the due windows of which it is proven that nothing more comes; whether it had to ask about one. */
    private boolean closeIdle(long now) {
        boolean ask = batches.nextDueMillis().filter(due -> due <= now).isPresent();
        if (ask) {
            supplier.idleProof().provenMillis(source, processedThrough).ifPresent(batches::advanceIdle);
        }
        return ask;
    }

    private void lookAtAnswer(long now) {
        cancel(answer);
        answer = null;
        closeIdle(now);
        if (now >= nextSliceMillis) {
            emitSlice(now);
        }
    }

    private void emitSlice(long now) {
        nextSliceMillis = now + MILLIS_BETWEEN_SLICES;
        boolean more = false;
        if (batches.hasWork(now)) {
            more = batches.work(now);
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
            supplier.pendingReplays().remove(source);
            supplier.metrics().openBatches(source, 0);
            supplier.metrics().waitingSince(source, Optional.empty());
        }
    }

    private static void cancel(@Nullable Cancellable scheduled) {
        if (scheduled != null) {
            scheduled.cancel();
        }
    }

    @Override
    public boolean accepts(ExportVersion version) {
        return supplier.topicGate().isOpen(version.topic());
    }

    @Override
    public void emit(Part part) {
        context.forward(
                EmittedRecords.of(part, context.currentSystemTimeMs()),
                supplier.outputs().parts());
        supplier.metrics().emitted(part);
    }

    @Override
    public void finished(ExportVersion version, Counts counts) {
        supplier.metrics().finished(version.export(), counts);
    }

    private void quarantine(ClaimTicketDraft draft) {
        SourceRecord record = current;
        if (record == null) {
            throw new IllegalStateException("a ticket of no record of " + source);
        }
        ClaimTicket ticket = ClaimTicket.of(Origin.of(record, record.headers()), draft, record.key(), record.value());
        context.forward(
                EmittedRecords.of(ticket, context.currentSystemTimeMs()),
                supplier.outputs().quarantine());
        supplier.metrics().quarantined(draft.reason());
    }
}
