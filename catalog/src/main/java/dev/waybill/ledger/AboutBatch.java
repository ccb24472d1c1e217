package dev.waybill.ledger;

import dev.waybill.contract.ExportId;

/** An entry about one batch. */
public sealed interface AboutBatch extends AboutExport permits BatchOpened, PartEmitted, BatchDiscarded, BatchFinished {
    /** Which. */
    LedgerBatch batch();

    @Override
    default ExportId export() {
        return batch().export();
    }
}
