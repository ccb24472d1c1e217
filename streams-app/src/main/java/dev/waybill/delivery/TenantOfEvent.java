package dev.waybill.delivery;

import dev.waybill.event.Decoder;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.event.TryAgainException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds an event's tenant; confined to one thread. */
public final class TenantOfEvent {
    private final Decoder decoder;
    private final Event event;

    public TenantOfEvent(Decoder decoder) {
        this.decoder = decoder;
        this.event = new Event(decoder.eventType());
    }

    /**
     * The tenant's id, UTF-8; empty for what is no event of a tenant: whoever delivers finds out why.
     *
     * @throws TryAgainException if what is needed to read it is away for now; the record can be tried again
     */
    public Optional<byte[]> tenant(byte @Nullable [] value) {
        if (!isEvent(value)) {
            return Optional.empty();
        }
        Field tenant = event.type().tenant();
        if (event.isNull(tenant)) {
            return Optional.empty();
        }
        int from = event.offset(tenant);
        return Optional.of(Arrays.copyOfRange(event.buffer(tenant), from, from + event.length(tenant)));
    }

    private boolean isEvent(byte @Nullable [] value) {
        try {
            return decoder.decode(value, event).isEmpty();
        } catch (TryAgainException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // A fault of our own, which whoever delivers meets again and reports.
            return false;
        }
    }
}
