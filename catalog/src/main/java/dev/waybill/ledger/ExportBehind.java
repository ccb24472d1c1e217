package dev.waybill.ledger;

import dev.waybill.contract.ExportId;

/** The export takes no events of the partition now: they wait in the source. No window that ends after this is complete. */
public record ExportBehind(LedgerSource source, ExportId export) implements AboutExport {}
