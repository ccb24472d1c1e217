package dev.waybill.verify.check;

import dev.waybill.verify.receipt.Counts;
import java.time.Instant;

/**
 * What the valid receipts of one export say together.
 *
 * @param export the export's id, behind {@code replay=<id>/} for one that was delivered again
 * @param windows how many windows have a receipt of what came on time
 * @param counts late events and revisions included
 * @param from the start of the first window
 * @param until the end of the last
 */
public record ExportTotals(String export, long windows, Counts counts, Instant from, Instant until) {
    ExportTotals plus(ExportTotals other) {
        return new ExportTotals(
                export,
                windows + other.windows,
                counts.plus(other.counts),
                from.isBefore(other.from) ? from : other.from,
                until.isAfter(other.until) ? until : other.until);
    }
}
