package dev.waybill.verify.check;

import dev.waybill.verify.receipt.Part;
import dev.waybill.verify.receipt.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What reading an object among receipts gave.
 *
 * @param receipt empty if it is not to be believed
 * @param findings what is wrong with it and its pages
 * @param windows the parts that it and its pages list
 * @param pages names of the pages it speaks of, relative to the place
 */
record ReadReceipt(Optional<Receipt> receipt, List<Finding> findings, List<WindowParts> windows, List<String> pages) {
    /** Parts by the window they belong to. */
    record WindowParts(Instant window, List<Part> parts) {}

    static ReadReceipt refused(Finding finding) {
        return new ReadReceipt(Optional.empty(), List.of(finding), List.of(), List.of());
    }
}
