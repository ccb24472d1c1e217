package dev.waybill.kafka.cluster;

import dev.waybill.contract.ClusterException;
import dev.waybill.kafka.ClaimTicket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads the quarantine, and the events that its tickets stand for. */
public interface Quarantine extends AutoCloseable {
    /**
     * The newest tickets that match, oldest first.
     *
     * @param since how far back to look
     * @param limit no more than this many
     * @throws ClusterException if the cluster cannot be asked
     */
    List<QuarantinedEvent> newest(Instant since, int limit, Predicate<ClaimTicket> matching);

    /**
     * The value of the record that a ticket stands for; empty where the source topic no longer holds it, or holds no
     * value. Never log it.
     *
     * @throws ClusterException if the cluster cannot be asked
     */
    Optional<byte[]> content(ClaimTicket ticket);

    @Override
    void close();
}
