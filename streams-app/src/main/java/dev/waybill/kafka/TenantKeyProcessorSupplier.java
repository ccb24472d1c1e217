package dev.waybill.kafka;

import dev.waybill.delivery.Arrival;
import dev.waybill.delivery.CatalogView;
import dev.waybill.delivery.ClaimTicketDraft;
import dev.waybill.delivery.EventReader;
import dev.waybill.delivery.TenantOfEvent;
import dev.waybill.event.Decoder;
import java.util.function.Supplier;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Sends each event on under its tenant as the key: the value as it came, the arrival as it came, and a header that
 * says where it came from; none of the producer's headers. An arrival that is unknown, or is yet to come, becomes now: the
 * broker would refuse a copy from the future, and a refused copy would stop the application.
 *
 * @param decoders makes what reads events, anew for each source partition
 * @param catalog says how far an event's time may be from its arrival
 * @param events the sink of events
 * @param quarantine the sink of claim tickets
 * @param metrics counts
 */
public record TenantKeyProcessorSupplier(
        Supplier<Decoder> decoders, CatalogView catalog, String events, String quarantine, DeliveryMetrics metrics)
        implements ProcessorSupplier<byte[], byte[], byte[], Object> {
    @Override
    public Processor<byte[], byte[], byte[], Object> get() {
        return new TenantKeyProcessor(this);
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class TenantKeyProcessor implements Processor<byte[], byte[], byte[], Object> {
        private final TenantKeyProcessorSupplier supplier;
        private final TenantOfEvent tenants;
        private ProcessorContext<byte[], Object> context;

        TenantKeyProcessor(TenantKeyProcessorSupplier supplier) {
            this.supplier = supplier;
            this.tenants = new TenantOfEvent(
                    new EventReader(supplier.decoders().get(), supplier.catalog(), new FaultLog()::report));
        }

        @Override
        public void init(ProcessorContext<byte[], Object> processorContext) {
            context = processorContext;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            RecordMetadata metadata =
                    context.recordMetadata().orElseThrow(() -> new IllegalStateException("a record without metadata"));
            Origin origin = Origin.of(metadata);
            long now = context.currentSystemTimeMs();
            long arrival = Math.min(Arrival.orElse(record.timestamp(), now), now);
            tenants.tenant(record.value(), arrival, draft -> quarantine(record, origin, draft))
                    .ifPresent(tenant -> context.forward(
                            new Record<>(tenant, record.value(), arrival, origin.addTo(new RecordHeaders())),
                            supplier.events()));
        }

        private void quarantine(Record<byte[], byte[]> record, Origin origin, ClaimTicketDraft draft) {
            context.forward(
                    EmittedRecords.of(
                            ClaimTicket.of(origin, draft, record.key(), record.value()), context.currentSystemTimeMs()),
                    supplier.quarantine());
            supplier.metrics().quarantined(draft.reason());
        }
    }
}
