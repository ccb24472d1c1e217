package dev.waybill.delivery;

import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds an event's tenant. What could not be delivered to anybody goes no further; confined to one thread. */
public final class TenantOfEvent {
    private final EventReader reader;
    private final Event event;

    public TenantOfEvent(EventReader reader) {
        this.reader = reader;
        this.event = reader.newEvent();
    }

    /**
     * The tenant's id, UTF-8; empty for what cannot be delivered to anybody, which has then been quarantined.
     *
     * @param arrivalMillis when the record arrived
     */
    public Optional<byte[]> tenant(byte @Nullable [] value, long arrivalMillis, Consumer<ClaimTicketDraft> quarantine) {
        Optional<DropReason> refused = reader.read(value, event, arrivalMillis);
        if (refused.isPresent()) {
            quarantine.accept(reader.refused(refused.get()));
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
