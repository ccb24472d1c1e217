package dev.waybill.ledger;

import dev.waybill.contract.ExportId;

/** The export has taken the events that waited; those that were too late for their window by then came late. */
public record ExportCaughtUp(LedgerSource source, ExportId export) implements AboutExport {}
