package dev.waybill.kafka.receipt;

import dev.waybill.receipt.OutgoingReceipt;
import dev.waybill.verify.receipt.Document;

/** A receipt, or a page of one, on its way to the topic of its export. */
public record ReceiptRecord(OutgoingReceipt receipt, Document document) {}
