package dev.waybill.ledger;

import dev.waybill.contract.ExportId;
import java.time.Instant;

/**
 * The application holds the export back in the partition: it takes no events there, or emits nothing, since what its spec needs
 * is not there. Said when that begins, when the reason changes, and again every hour while it lasts.
 *
 * @param since what arrived after this waits; where the export takes its events and only emits nothing, when that was found
 * @param why what is wrong and what to do, without content of events and secrets
 */
public record ExportHeldBack(LedgerSource source, ExportId export, Instant since, String why) implements AboutExport {}
