package dev.waybill.kafka.receipt;

import dev.waybill.catalog.record.UnreadableRecordException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import dev.waybill.kafka.KeyValueBatchStore;
import dev.waybill.ledger.DeliveryJson;
import dev.waybill.ledger.LedgerJson;
import dev.waybill.ledger.RecordDiscarded;
import dev.waybill.receipt.OutgoingReceipt;
import dev.waybill.receipt.ReceiptBook;
import dev.waybill.receipt.ReceiptOutbox;
import dev.waybill.verify.receipt.Document;
import java.time.Duration;
import java.util.Optional;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says when: entries are taken as they come, and what they complete is issued between them, in slices. */
@SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
final class ReceiptProcessor implements Processor<byte[], byte[], byte[], ReceiptRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptProcessor.class);

    private static final Duration PUNCTUATION = Duration.ofSeconds(1);
    /** While receipts are being issued, entries and commits get their turn between slices. */
    private static final Duration BETWEEN_SLICES = Duration.ofMillis(100);
    /** Signing one takes a fraction of a millisecond. */
    private static final int RECEIPTS_PER_SLICE = 200;

    private final ReceiptProcessorSupplier supplier;
    private ProcessorContext<byte[], ReceiptRecord> context;
    private int partition;
    /** Opened when it is needed first: while processors are made ready, nothing may be written. */
    private @Nullable ReceiptBook book;

    private @Nullable Cancellable punctuations;
    private @Nullable Cancellable slices;

    ReceiptProcessor(ReceiptProcessorSupplier supplier) {
        this.supplier = supplier;
    }

    @Override
    public void init(ProcessorContext<byte[], ReceiptRecord> processorContext) {
        context = processorContext;
        partition = context.taskId().partition();
        // Streams initialises the same processor again when it revives a task.
        book = null;
        slices = null;
        punctuations = context.schedule(PUNCTUATION, PunctuationType.WALL_CLOCK_TIME, this::work);
    }

    private ReceiptBook book() {
        ReceiptBook open = book;
        if (open == null) {
            ReceiptProcessorSupplier.Issue issue = supplier.issue();
            KeyValueStore<Bytes, byte[]> store =
                    context.getStateStore(supplier.storeBuilder().name());
            open = ReceiptBook.open(
                    new ReceiptBook.Setup(
                            context.applicationId(),
                            Optional.empty(),
                            partition,
                            issue.signer(),
                            supplier.sources(),
                            issue.cadences(),
                            issue.spread()),
                    new KeyValueBatchStore(store),
                    new Outbox());
            tellLosses(open);
            book = open;
        }
        return open;
    }

    /** The topics keep what they hold for a time only, and receipts may have been off for longer; or somebody has deleted them. */
    private void tellLosses(ReceiptBook opened) {
        TopicPartition ledger = new TopicPartition(Topics.LEDGER, partition);
        if (opened.hasTakenEntries() && supplier.removedUnread().isAtBeginning(ledger)) {
            opened.loseEntries();
            LOG.atWarn()
                    .addKeyValue("topicName", Topics.LEDGER)
                    .addKeyValue("partition", partition)
                    .log(
                            "the ledger was made anew: what it held before and nobody had read is gone, and receipts of windows"
                                    + " that it may have been about say partial");
        }
        supplier.removedUnread().of(ledger).ifPresent(gone -> {
            opened.loseEntries();
            LOG.atWarn()
                    .addKeyValue("topicName", Topics.LEDGER)
                    .addKeyValue("partition", partition)
                    .log(
                            "offsets {} to {} were removed before they were read: receipts begin with what is left, and those of"
                                    + " windows that what is gone may have been about say partial",
                            gone.from(),
                            gone.until() - 1);
        });
        supplier.removedUnread()
                .of(new TopicPartition(Topics.DELIVERIES, partition))
                .ifPresent(gone -> LOG.atWarn()
                        .addKeyValue("topicName", Topics.DELIVERIES)
                        .addKeyValue("partition", partition)
                        .log(
                                "offsets {} to {} were removed before they were read: if parts were discarded meanwhile, no"
                                        + " receipt names them",
                                gone.from(),
                                gone.until() - 1));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (context.recordMetadata()
                .map(RecordMetadata::topic)
                .filter(Topics.DELIVERIES::equals)
                .isPresent()) {
            takeDelivery(record.value());
            return;
        }
        try {
            LedgerJson.read(record.value()).ifPresent(book()::accept);
        } catch (UnreadableRecordException e) {
            // To pass over it could make a receipt say what is not true.
            throw new IllegalStateException("the ledger's entry " + place() + " " + e.getMessage()
                    + "; if a newer version of Waybill wrote it, run that one");
        }
    }

    /** Nothing becomes false by what is not known here: what is discarded and not named is missing. */
    private void takeDelivery(byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        try {
            DeliveryJson.read(value)
                    .filter(RecordDiscarded.class::isInstance)
                    .map(RecordDiscarded.class::cast)
                    .ifPresent(book()::accept);
        } catch (UnreadableRecordException e) {
            LOG.atWarn()
                    .log(
                            "what a sink says in {} {}: if parts were discarded, no receipt names them",
                            place(),
                            e.getMessage());
        }
    }

    private String place() {
        return context.recordMetadata()
                .map((RecordMetadata metadata) ->
                        metadata.topic() + "-" + metadata.partition() + "@" + metadata.offset())
                .orElse("of an unknown place");
    }

    private void work(long now) {
        ReceiptBook open = book();
        boolean more = open.work(supplier.issue().catalog().now(), RECEIPTS_PER_SLICE);
        Cancellable running = slices;
        if (more && running == null) {
            slices = context.schedule(BETWEEN_SLICES, PunctuationType.WALL_CLOCK_TIME, this::work);
        } else if (!more && running != null) {
            running.cancel();
            slices = null;
        }
        ReceiptMetrics metrics = supplier.issue().metrics();
        metrics.oldestDue(partition, open.oldestDue());
        for (Source source : Source.values()) {
            metrics.passed(partition, source, open.passed(source));
        }
    }

    /** Streams keeps the punctuations of a task that it closes and revives. */
    @Override
    public void close() {
        cancel(punctuations);
        cancel(slices);
        supplier.issue().metrics().closed(partition);
    }

    private static void cancel(@Nullable Cancellable scheduled) {
        if (scheduled != null) {
            scheduled.cancel();
        }
    }

    private final class Outbox implements ReceiptOutbox {
        @Override
        public boolean accepts(ExportId export, String topic) {
            return supplier.issue().catalog().now().snapshot().paused(export).isEmpty()
                    && supplier.topicGate().isOpen(topic);
        }

        @Override
        public void emit(OutgoingReceipt receipt) {
            for (Document document : receipt.documents()) {
                context.forward(ReceiptRecords.of(receipt, document, context.currentSystemTimeMs()));
            }
            context.commit();
            supplier.issue().metrics().issued(receipt.export(), receipt.kind());
        }

        @Override
        public void fault(ExportId export, String what) {
            LOG.atError()
                    .addKeyValue("export", export)
                    .log(
                            "the export gets no receipts until its record in the catalog or this program has changed,"
                                    + " its delivery goes on: {}",
                            what);
            supplier.issue().metrics().fault(export);
        }

        @Override
        public void contradiction(ExportId export, String what) {
            LOG.atError()
                    .addKeyValue("export", export)
                    .log("what receipts say of the export is not all there was: {}", what);
            supplier.issue().metrics().fault(export);
        }
    }
}
