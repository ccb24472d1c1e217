package dev.waybill.contract;

/** How often an export gets a receipt. The YAML name is the lower-case constant. See {@code docs/reference/receipts.md}. */
public enum ReceiptCadence {
    /** One for each window. */
    WINDOW,
    /** One for all windows that end in one day of the schedule's zone. */
    DAILY,
    /** None. */
    OFF
}
