package dev.waybill.ledger;

import dev.waybill.contract.ExportId;
import dev.waybill.window.Window;
import java.time.Instant;
import java.util.Optional;

/**
 * What a batch collects: events of one export and window that came on time, or late in one hour.
 *
 * @param lateHour the beginning of the hour of arrival; empty where they came on time
 */
public record LedgerBatch(ExportId export, Window window, Optional<Instant> lateHour) {
    public LedgerBatch {
        lateHour.ifPresent(HourStart::require);
    }
}
