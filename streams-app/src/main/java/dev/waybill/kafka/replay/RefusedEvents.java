package dev.waybill.kafka.replay;

import dev.waybill.kafka.ClaimTicket;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/** Notes claim tickets instead of writing them: those of live delivery stand in the quarantine already. */
public record RefusedEvents() implements ProcessorSupplier<byte[], ClaimTicket, byte[], byte[]> {
    @Override
    public Processor<byte[], ClaimTicket, byte[], byte[]> get() {
        return new ContextualProcessor<>() {
            @Override
            public void process(Record<byte[], ClaimTicket> ticket) {
                EventRefused note = new EventRefused(ticket.value().reason().code());
                context().forward(new Record<>(null, note.toJson(), ticket.timestamp()));
            }
        };
    }
}
