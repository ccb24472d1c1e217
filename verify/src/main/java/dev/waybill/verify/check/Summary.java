package dev.waybill.verify.check;

import java.util.List;
import java.util.Optional;

/**
 * How a check ended.
 *
 * @param receipts that are valid
 * @param objects that receipts name and that are there
 * @param bytes those that receipts name
 * @param bytesRead of objects, in this run
 * @param wrong findings that say that something is wrong
 * @param notes the others
 * @param exports by name
 * @param rows what was found inside of objects; empty if nobody looked
 */
public record Summary(
        long receipts,
        long objects,
        long bytes,
        long bytesRead,
        long wrong,
        long notes,
        List<ExportTotals> exports,
        Optional<RowTotals> rows) {
    public boolean isClean() {
        return wrong == 0;
    }
}
