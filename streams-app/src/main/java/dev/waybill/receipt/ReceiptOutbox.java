package dev.waybill.receipt;

import dev.waybill.contract.ExportId;

/** Where receipts go. What it takes takes effect together with the store's changes, or not at all. */
public interface ReceiptOutbox {
    /**
     * Whether a receipt may leave now: the export is not paused, and its topic can be written to. If not, it is asked again.
     *
     * @param topic of the version that the receipt is about
     */
    boolean accepts(ExportId export, String topic);

    /** Sends a receipt after its pages. */
    void emit(OutgoingReceipt receipt);

    /**
     * The export gets no receipts as long as the catalog has this record of its tenant, or until another program reads it; said
     * once.
     *
     * @param what a sentence without content of events
     */
    void fault(ExportId export, String what);

    /**
     * What the ledger says of the export cannot be true. What it concerns is in no receipt, or the receipt says that it is
     * partial.
     *
     * @param what a sentence without content of events
     */
    void contradiction(ExportId export, String what);
}
