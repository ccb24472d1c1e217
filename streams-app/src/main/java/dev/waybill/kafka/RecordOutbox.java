package dev.waybill.kafka;

import dev.waybill.batch.Counts;
import dev.waybill.batch.Part;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.contract.ExportId;
import dev.waybill.delivery.CatalogView;
import dev.waybill.delivery.ClaimTicketDraft;
import dev.waybill.delivery.Outbox;
import dev.waybill.export.ExportVersion;
import dev.waybill.spec.yaml.SpecException;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes records of what leaves a source partition, and counts it; confined to one thread. */
final class RecordOutbox implements Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(RecordOutbox.class);

    private final ProcessorContext<byte[], Object> context;
    private final DeliveryProcessorSupplier.OutputNodes nodes;
    private final TopicGate topicGate;
    private final CatalogView catalog;
    private final DeliveryMetrics metrics;
    private final FaultLog faults = new FaultLog();
    /** The record being processed; null between records. */
    private @Nullable SourceRecord current;

    RecordOutbox(
            ProcessorContext<byte[], Object> context,
            DeliveryProcessorSupplier.OutputNodes nodes,
            TopicGate topicGate,
            CatalogView catalog,
            DeliveryMetrics metrics) {
        this.context = context;
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
    public void emit(Part part) {
        context.forward(EmittedRecords.of(part, context.currentSystemTimeMs()), nodes.parts());
        metrics.emitted(part);
    }

    @Override
    public void finished(ExportVersion version, Counts counts) {
        metrics.finished(version.export(), counts);
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
