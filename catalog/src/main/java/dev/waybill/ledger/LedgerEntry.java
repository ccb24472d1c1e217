package dev.waybill.ledger;

/** One entry of the ledger, which a source partition has written in the transaction that did what it says. */
public sealed interface LedgerEntry permits AboutExport, PartitionPassed, EventsUndecided {
    /** Who says so. */
    LedgerSource source();
}
