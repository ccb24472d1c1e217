package dev.waybill.ledger;

import dev.waybill.contract.ExportId;

/** An entry about one export. */
public sealed interface AboutExport extends LedgerEntry
        permits AboutBatch, ExportBehind, ExportCaughtUp, ExportHeldBack {
    /** Which. */
    ExportId export();
}
