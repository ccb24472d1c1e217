package dev.waybill.kafka;

import dev.waybill.batch.BatchEnd;
import dev.waybill.batch.BatchOpening;
import dev.waybill.batch.Counts;
import dev.waybill.batch.Part;
import dev.waybill.batch.store.BatchKey;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.contract.ExportId;
import dev.waybill.delivery.CatalogView;
import dev.waybill.delivery.ClaimTicketDraft;
import dev.waybill.delivery.Outbox;
import dev.waybill.export.ExportVersion;
import dev.waybill.ledger.BatchDiscarded;
import dev.waybill.ledger.BatchFinished;
import dev.waybill.ledger.BatchOpened;
import dev.waybill.ledger.ExportBehind;
import dev.waybill.ledger.ExportCaughtUp;
import dev.waybill.ledger.LedgerBatch;
import dev.waybill.ledger.LedgerCounts;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.ledger.PartEmitted;
import dev.waybill.spec.yaml.SpecException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes records of what leaves a source partition, and counts it; confined to one thread. */
final class RecordOutbox implements Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(RecordOutbox.class);

    private final ProcessorContext<byte[], Object> context;
    private final LedgerSource source;
    private final DeliveryProcessorSupplier.OutputNodes nodes;
    private final TopicGate topicGate;
    private final CatalogView catalog;
    private final DeliveryMetrics metrics;
    private final FaultLog faults = new FaultLog();
    /** The record being processed; null between records. */
    private @Nullable SourceRecord current;

    RecordOutbox(
            ProcessorContext<byte[], Object> context,
            LedgerSource source,
            DeliveryProcessorSupplier.OutputNodes nodes,
            TopicGate topicGate,
            CatalogView catalog,
            DeliveryMetrics metrics) {
        this.context = context;
        this.source = source;
        this.nodes = nodes;
        this.topicGate = topicGate;
        this.catalog = catalog;
        this.metrics = metrics;
    }

    /** What follows is about this record; null where it is about none. */
    void turnTo(@Nullable SourceRecord record) {
        current = record;
    }

    @Override
    public boolean accepts(ExportVersion version) {
        return catalog.now().snapshot().paused(version.export()).isEmpty() && topicGate.isOpen(version.topic());
    }

    @Override
    public boolean discards(BatchKey key) {
        return catalog.now()
                .snapshot()
                .discarded(key.export())
                .filter(discard -> key.window().start().isBefore(discard.before()))
                .isPresent();
    }

    @Override
    public void discarded(BatchKey key, long rows) {
        LOG.atInfo()
                .addKeyValue("export", key.export())
                .addKeyValue("window", key.window().start())
                .log("{} events were discarded, as the catalog says", rows);
        tell(new BatchDiscarded(source, batch(key), rows));
    }

    @Override
    public void emit(Part part) {
        context.forward(EmittedRecords.of(part, context.currentSystemTimeMs()), nodes.parts());
        tell(new PartEmitted(
                source,
                new LedgerBatch(part.export(), part.window(), part.lateHour()),
                part.number(),
                part.object(),
                part.bytes().length,
                part.events(),
                part.sha256()));
        metrics.emitted(part);
    }

    @Override
    public void opened(BatchOpening opening) {
        tell(new BatchOpened(
                source,
                batch(opening.key()),
                opening.version().configVersion(),
                Instant.ofEpochMilli(opening.dueMillis())));
    }

    @Override
    public void finished(BatchEnd end) {
        Counts counts = end.counts();
        metrics.finished(end.version().export(), counts);
        tell(new BatchFinished(
                source,
                batch(end.key()),
                end.version().configVersion(),
                new LedgerCounts(
                        counts.read(), counts.delivered(), counts.filtered(), counts.duplicate(), counts.withheld()),
                end.firstOffset(),
                end.lastOffset(),
                end.parts(),
                end.partsHash(),
                end.sum().hex()));
    }

    @Override
    public void behind(ExportId export) {
        tell(new ExportBehind(source, export));
    }

    @Override
    public void caughtUp(ExportId export) {
        tell(new ExportCaughtUp(source, export));
    }

    /** An entry of the ledger, where one is kept. */
    void tell(LedgerEntry entry) {
        nodes.ledger()
                .ifPresent(ledger -> context.forward(EmittedRecords.of(entry, context.currentSystemTimeMs()), ledger));
    }

    private static LedgerBatch batch(BatchKey key) {
        return new LedgerBatch(
                key.export(), key.window(), key.isLate() ? Optional.of(key.lateHourStart()) : Optional.empty());
    }

    @Override
    public void quarantine(ClaimTicketDraft draft) {
        SourceRecord record = current;
        if (record == null) {
            throw new IllegalStateException("a ticket of no record");
        }
        ClaimTicket ticket = ClaimTicket.of(Origin.of(record, record.headers()), draft, record.key(), record.value());
        context.forward(EmittedRecords.of(ticket, context.currentSystemTimeMs()), nodes.quarantine());
        metrics.quarantined(draft.reason());
    }

    @Override
    public void unrouted(Unruled why) {
        metrics.unrouted(why);
    }

    @Override
    public void fault(Throwable fault) {
        faults.report(fault);
    }

    @Override
    public void heldBack(ExportId export, SpecException why) {
        LOG.atError()
                .addKeyValue("export", export)
                .log("held back: its events wait in the input until what is missing is there: {}", why.getMessage());
    }

    @Override
    public void released(ExportId export) {
        LOG.atInfo().addKeyValue("export", export).log("held back no more: the events that waited are read again");
    }
}
