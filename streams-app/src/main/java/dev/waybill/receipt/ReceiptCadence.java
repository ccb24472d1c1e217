package dev.waybill.receipt;

/** How often an export has receipts. */
public enum ReceiptCadence {
    /** One for each window. */
    WINDOW,
    /** One for all windows that end in one day of the schedule's zone. */
    DAILY,
    /** None. */
    OFF
}
