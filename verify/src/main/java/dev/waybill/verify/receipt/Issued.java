package dev.waybill.verify.receipt;

import java.util.List;

/**
 * A receipt that has been signed.
 *
 * @param pages to be stored before the receipt; empty unless it has more parts than a receipt lists
 * @param receipt the receipt itself
 * @param chain what the next receipt must know
 */
public record Issued(List<Document> pages, Document receipt, ChainState chain) {}
