package dev.waybill.topology;

import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.kafka.ClaimTicketDraft;
import dev.waybill.kafka.TenantReader;
import dev.waybill.wire.EventDecoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds an event's tenant. What could not be delivered to anybody goes no further; confined to one thread. */
final class TenantOfEvent implements TenantReader {
    private final EventDecoder decoder;
    private final Duration futureSkew;
    private final Event event;

    TenantOfEvent(EventDecoder decoder, Duration futureSkew) {
        this.decoder = decoder;
        this.futureSkew = futureSkew;
        this.event = new Event(decoder.eventType());
    }

    @Override
    public Optional<byte[]> tenant(byte @Nullable [] value, long arrivalMillis, Consumer<ClaimTicketDraft> quarantine) {
        Optional<DropReason> refused = EventPath.read(decoder, value, event, arrivalMillis, futureSkew);
        if (refused.isPresent()) {
            quarantine.accept(new ClaimTicketDraft(refused.get(), decoder.schemaId(), Optional.empty()));
            return Optional.empty();
        }
        Field tenant = event.type().tenant();
        if (event.isNull(tenant)) {
            return Optional.empty();
        }
        int from = event.offset(tenant);
        return Optional.of(Arrays.copyOfRange(event.buffer(tenant), from, from + event.length(tenant)));
    }
}
