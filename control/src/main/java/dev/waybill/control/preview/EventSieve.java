package dev.waybill.control.preview;

import dev.waybill.event.Decoder;
import dev.waybill.event.DropReason;
import dev.waybill.event.Event;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Lets the events of some tenants through, and counts the rest by reason. */
final class EventSieve implements RecentEvents.Sieve {
    static final String OTHER_TENANT = "other-tenant";

    private final Decoder decoder;
    private final Event event;
    private final Set<String> tenants;
    private final Map<String, Long> passedOver = new TreeMap<>();

    EventSieve(Decoder decoder, Set<String> tenants) {
        this.decoder = decoder;
        this.event = new Event(decoder.eventType());
        this.tenants = tenants;
    }

    @Override
    public Optional<RecentEvents.Sifted> sift(byte[] value) {
        Optional<DropReason> refused = decoder.decode(value, event);
        if (refused.isPresent()) {
            passedOver.merge(refused.get().code(), 1L, Long::sum);
            return Optional.empty();
        }
        String tenant = String.valueOf(event.text(event.type().tenant()));
        if (!tenants.contains(tenant)) {
            passedOver.merge(OTHER_TENANT, 1L, Long::sum);
            return Optional.empty();
        }
        return Optional.of(new RecentEvents.Sifted(tenant, Math.floorDiv(event.occurredAtMicros(), 1_000)));
    }

    /** How many records nobody asked for, by why. */
    Map<String, Long> passedOver() {
        return passedOver;
    }
}
