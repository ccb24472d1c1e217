package dev.waybill.receipt;

import dev.waybill.spec.ExportSpec;
import java.time.Duration;

/** How often an export has receipts. */
public enum ReceiptCadence {
    /** One for each window. */
    WINDOW,
    /** One for all windows that end in one day of the schedule's zone. */
    DAILY,
    /** None. */
    OFF;

    /** What an export's spec says: the one place that knows. */
    public static ReceiptCadence of(ExportSpec spec) {
        return spec.schedule().intervalBelow(Duration.ofHours(1)).isPresent() ? DAILY : WINDOW;
    }
}
