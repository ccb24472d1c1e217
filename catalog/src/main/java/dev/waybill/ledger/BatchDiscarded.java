package dev.waybill.ledger;

/**
 * Events of the batch were dropped before they were emitted, because they must not leave any more: {@code apply --discard}.
 * They count as withheld when the batch ends.
 *
 * @param events how many
 */
public record BatchDiscarded(LedgerSource source, LedgerBatch batch, long events) implements AboutBatch {
    public BatchDiscarded {
        Whole.require("events", events);
    }
}
