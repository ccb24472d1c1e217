package dev.waybill.kafka;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the tenant of an event; confined to one thread. */
public interface TenantReader {
    /**
     * The tenant's id, UTF-8; empty for what cannot be delivered to anybody, which has then been quarantined.
     *
     * @param arrivalMillis when the record arrived
     */
    Optional<byte[]> tenant(byte @Nullable [] value, long arrivalMillis, Consumer<ClaimTicketDraft> quarantine);
}
