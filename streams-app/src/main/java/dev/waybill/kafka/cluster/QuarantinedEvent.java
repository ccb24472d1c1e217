package dev.waybill.kafka.cluster;

import dev.waybill.kafka.ClaimTicket;
import java.time.Instant;

/**
 * A claim ticket in the quarantine.
 *
 * @param at when it was written
 * @param ticket what it says
 */
public record QuarantinedEvent(Instant at, ClaimTicket ticket) {}
