package dev.waybill.kafka;

import dev.waybill.delivery.Arrival;
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
 * Sends each record on under its tenant as the key: the value as it came, the arrival as it came, and a header that
 * says where it came from; none of the producer's headers. An arrival that is unknown, or is yet to come, becomes now: the
 * broker would refuse a copy from the future, and a refused copy would stop the application. What is no event of a tenant keeps its
 * key: who delivers refuses it, and says so in the ledger.
 *
 * @param decoders makes what reads events, anew for each source partition
 */
public record TenantKeyProcessorSupplier(Supplier<Decoder> decoders)
        implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
    @Override
    public Processor<byte[], byte[], byte[], byte[]> get() {
        return new TenantKeyProcessor(new TenantOfEvent(decoders.get()));
    }

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    private static final class TenantKeyProcessor implements Processor<byte[], byte[], byte[], byte[]> {
        private final TenantOfEvent tenants;
        private ProcessorContext<byte[], byte[]> context;

        TenantKeyProcessor(TenantOfEvent tenants) {
            this.tenants = tenants;
        }

        @Override
        public void init(ProcessorContext<byte[], byte[]> processorContext) {
            context = processorContext;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            RecordMetadata metadata =
                    context.recordMetadata().orElseThrow(() -> new IllegalStateException("a record without metadata"));
            long now = context.currentSystemTimeMs();
            context.forward(new Record<>(
                    tenants.tenant(record.value()).orElse(record.key()),
                    record.value(),
                    Math.min(Arrival.orElse(record.timestamp(), now), now),
                    Origin.of(metadata).addTo(new RecordHeaders())));
        }
    }
}
